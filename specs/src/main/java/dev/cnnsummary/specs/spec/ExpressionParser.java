package dev.cnnsummary.specs.spec;

import dev.cnnsummary.specs.Location;
import dev.cnnsummary.specs.spec.Expression.Operator;
import dev.cnnsummary.specs.spec.Expression.Relation;
import dev.cnnsummary.specs.spec.Token.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** A recursive-descent parser of expressions; its methods are the grammar, loosest first. */
final class ExpressionParser {
  private static final int DEEPEST = 50;
  private static final Map<String, Operator> SUMS = Map.of("+", Operator.PLUS, "-", Operator.MINUS);
  private static final Map<String, Operator> PRODUCTS =
      Map.of(
          "*", Operator.TIMES,
          "/", Operator.DIVIDE,
          "//", Operator.FLOOR_DIVIDE,
          "%", Operator.MODULO);
  private static final Map<String, Relation> RELATIONS =
      Map.of(
          "==", Relation.EQUAL,
          "!=", Relation.NOT_EQUAL,
          "<", Relation.LESS,
          "<=", Relation.LESS_OR_EQUAL,
          ">", Relation.GREATER,
          ">=", Relation.GREATER_OR_EQUAL);
  private static final Collection<String> KEYWORDS = List.of("and", "or", "not", "if", "else");

  private final List<Token> tokens;
  private final IntFunction<Location> locations;
  private int position;
  private int depth;

  private ExpressionParser(List<Token> tokens, IntFunction<Location> locations) {
    this.tokens = tokens;
    this.locations = locations;
  }

  /**
   * Parses a part of a text.
   *
   * @param locations where an offset of the text stands in the source
   * @throws ExpressionFault if it is not one expression from its start to its end
   */
  static Expression parse(String text, int start, int end, IntFunction<Location> locations) {
    ExpressionParser parser = new ExpressionParser(Tokenizer.tokens(text, start, end), locations);
    Expression expression = parser.conditional();
    Token rest = parser.peek();
    if (rest.kind() != Kind.END) {
      throw new ExpressionFault(
          rest.offset(), "expected the end of the expression, got " + rest.describe());
    }
    return expression;
  }

  private Expression conditional() {
    enter();
    Expression chosen = disjunction();
    Token word = peek();
    if (accept("if")) {
      Expression condition = disjunction();
      expect("else", "to close the 'if'");
      chosen = new Expression.Conditional(at(word), condition, chosen, conditional());
    }
    leave();
    return chosen;
  }

  private Expression disjunction() {
    Expression left = conjunction();
    for (Token word = peek(); accept("or"); word = peek()) {
      left = new Expression.Junction(at(word), false, left, conjunction());
    }
    return left;
  }

  private Expression conjunction() {
    Expression left = negation();
    for (Token word = peek(); accept("and"); word = peek()) {
      left = new Expression.Junction(at(word), true, left, negation());
    }
    return left;
  }

  private Expression negation() {
    Token word = peek();
    if (!accept("not")) {
      return comparison();
    }
    enter();
    Expression operand = negation();
    leave();
    return new Expression.Not(at(word), operand);
  }

  private Expression comparison() {
    Expression left = sum();
    Token symbol = peek();
    Relation relation = acceptOneOf(RELATIONS);
    if (relation == null) {
      return left;
    }
    Expression comparison = new Expression.Comparison(at(symbol), relation, left, sum());
    if (RELATIONS.containsKey(peek().text()) && peek().kind() == Kind.SYMBOL) {
      throw fault("comparisons are not chained: write 'a < b and b < c'");
    }
    return comparison;
  }

  private Expression sum() {
    Expression left = product();
    Token symbol = peek();
    for (Operator operator = acceptOneOf(SUMS); operator != null; operator = acceptOneOf(SUMS)) {
      left = new Expression.Arithmetic(at(symbol), operator, left, product());
      symbol = peek();
    }
    return left;
  }

  private Expression product() {
    Expression left = signed();
    Token symbol = peek();
    for (Operator operator = acceptOneOf(PRODUCTS);
        operator != null;
        operator = acceptOneOf(PRODUCTS)) {
      left = new Expression.Arithmetic(at(symbol), operator, left, signed());
      symbol = peek();
    }
    return left;
  }

  private Expression signed() {
    Token symbol = peek();
    boolean negative = accept("-");
    if (!negative && !accept("+")) {
      return power();
    }
    enter();
    Expression operand = signed();
    leave();
    return new Expression.Sign(at(symbol), negative, operand);
  }

  private Expression power() {
    Expression base = element();
    Token symbol = peek();
    if (!accept("**")) {
      return base;
    }
    enter();
    // The exponent is a signed operand: 2 ** -1, and 2 ** 3 ** 2 is 2 ** 9.
    Expression exponent = signed();
    leave();
    return new Expression.Arithmetic(at(symbol), Operator.POWER, base, exponent);
  }

  private Expression element() {
    Expression list = atom();
    for (Token bracket = peek(); accept("["); bracket = peek()) {
      Expression first = peek().is(":") ? null : conditional();
      if (first == null || peek().is(":")) {
        list = range(bracket, list, first);
      } else {
        list = new Expression.Element(at(bracket), list, first);
      }
      expect("]", "to close the index");
    }
    return list;
  }

  private Expression range(Token bracket, Expression list, @Nullable Expression start) {
    expect(":", "between two indices");
    return new Expression.Range(at(bracket), list, start, peek().is("]") ? null : conditional());
  }

  private Expression atom() {
    Token token = peek();
    return switch (token.kind()) {
      case NUMBER -> number(next());
      case STRING -> new Expression.Literal(at(token), new Data.Text(next().text()));
      case WORD -> word(next());
      case SYMBOL -> bracketed(token);
      case END -> throw fault("expected a value, got the end");
    };
  }

  private Expression bracketed(Token token) {
    if (accept("(")) {
      Expression inner = conditional();
      expect(")", "to close the '('");
      return inner;
    }
    if (accept("[")) {
      return new Expression.Listing(at(token), values("]", "to close the list"));
    }
    throw fault("expected a value, got " + token.describe());
  }

  private Expression number(Token token) {
    double value = Double.parseDouble(token.text());
    if (value > Arithmetic.GREATEST) {
      throw new ExpressionFault(token.offset(), Arithmetic.tooLarge(Excerpt.of(token.text())));
    }
    return new Expression.Literal(at(token), new Data.Num(value));
  }

  private Expression word(Token token) {
    String word = token.text();
    if (KEYWORDS.contains(word)) {
      throw new ExpressionFault(token.offset(), "expected a value, got '" + word + "'");
    }
    return switch (word) {
      case "true" -> new Expression.Literal(at(token), new Data.Bool(true));
      case "false" -> new Expression.Literal(at(token), new Data.Bool(false));
      case "null" -> new Expression.Literal(at(token), new Data.None());
      case "True", "TRUE" -> throw misspelt(token, "true");
      case "False", "FALSE" -> throw misspelt(token, "false");
      case "None", "Null", "NULL" -> throw misspelt(token, "null");
      default -> accept("(") ? call(token) : new Expression.Name(at(token), word);
    };
  }

  private static ExpressionFault misspelt(Token token, String right) {
    return new ExpressionFault(token.offset(), "write '" + right + "' for '" + token.text() + "'");
  }

  private Expression call(Token token) {
    Function function = Function.of(token.text());
    if (function == null) {
      throw new ExpressionFault(
          token.offset(),
          "unknown function "
              + Excerpt.of(token.text())
              + Nearest.suggestion(token.text(), Function.names()));
    }
    List<Expression> arguments = values(")", "to close the call");
    String fault = function.countFault(arguments.size());
    if (fault != null) {
      throw new ExpressionFault(token.offset(), fault);
    }
    return new Expression.Call(at(token), function, arguments);
  }

  /** Values with commas between them, and perhaps one more at the end, as in Python. */
  private List<Expression> values(String close, String purpose) {
    List<Expression> values = new ArrayList<>();
    while (!accept(close)) {
      values.add(conditional());
      if (!peek().is(close)) {
        expect(",", "or '" + close + "' " + purpose);
      }
    }
    return List.copyOf(values);
  }

  private void enter() {
    depth++;
    if (depth > DEEPEST) {
      throw fault("the expression is nested deeper than " + DEEPEST + " levels");
    }
  }

  private void leave() {
    depth--;
  }

  private Token peek() {
    return tokens.get(position);
  }

  private Token next() {
    return tokens.get(position++);
  }

  private boolean accept(String word) {
    boolean found = peek().is(word);
    if (found) {
      position++;
    }
    return found;
  }

  private <T> @Nullable T acceptOneOf(Map<String, T> symbols) {
    T found = peek().kind() == Kind.SYMBOL ? symbols.get(peek().text()) : null;
    if (found != null) {
      position++;
    }
    return found;
  }

  private void expect(String word, String purpose) {
    if (!accept(word)) {
      throw fault("expected '" + word + "' " + purpose + ", got " + peek().describe());
    }
  }

  private ExpressionFault fault(String message) {
    return new ExpressionFault(peek().offset(), message);
  }

  private Location at(Token token) {
    return locations.apply(token.offset());
  }
}
