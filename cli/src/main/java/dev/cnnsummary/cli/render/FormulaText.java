package dev.cnnsummary.cli.render;

import dev.cnnsummary.analyzer.explain.Formula;
import dev.cnnsummary.specs.shape.Dim;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Writes formulas as lecture notes do: {@code ⌊(224 − 11 + 2·2)/4⌋ + 1}. */
public enum FormulaText {
  /** Mathematical signs. */
  UNICODE,
  /** ASCII characters only: {@code floor((224 - 11 + 2*2)/4) + 1}. */
  ASCII,
  /** LaTeX's mathematics. */
  LATEX;

  /** How tightly the outermost operation of a text binds. */
  private enum Level {
    SUM,
    QUOTIENT,
    PRODUCT,
    ATOM
  }

  private record Part(String text, Level level) {}

  /** A formula. */
  public String of(Formula formula) {
    return part(formula).text;
  }

  /** A formula and the steps to its value, without those that look alike. */
  List<String> steps(Formula formula) {
    List<String> steps = new ArrayList<>();
    for (Formula step : formula.steps()) {
      String text = of(step);
      if (steps.isEmpty() || !steps.getLast().equals(text)) {
        steps.add(text);
      }
    }
    return steps;
  }

  /** A sentence or a shape, whose signs are those of this notation. */
  String words(String text) {
    return this == ASCII ? Ascii.of(text.replace("→", "->").replace("−", "-")) : text;
  }

  private Part part(Formula formula) {
    return switch (formula) {
      case Formula.Known(Dim value) -> known(value);
      case Formula.Sum(List<Formula.Summand> summands) -> new Part(sum(summands), Level.SUM);
      case Formula.Product(List<Formula> factors) ->
          new Part(
              factors.stream()
                  .map(factor -> bracketed(factor, Level.PRODUCT))
                  .collect(Collectors.joining(times())),
              Level.PRODUCT);
      case Formula.Quotient quotient -> quotient(quotient);
      case Formula.Extreme(boolean greatest, List<Formula> arguments) ->
          new Part(
              (this == LATEX ? "\\" : "")
                  + (greatest ? "max(" : "min(")
                  + arguments.stream().map(this::of).collect(Collectors.joining(", "))
                  + ")",
              Level.ATOM);
    };
  }

  private String sum(List<Formula.Summand> summands) {
    StringBuilder text = new StringBuilder();
    for (Formula.Summand summand : summands) {
      if (text.isEmpty() && !summand.subtracted()) {
        text.append(of(summand.formula()));
        continue;
      }
      text.append(text.isEmpty() ? "" : " ")
          .append(summand.subtracted() ? minus() : "+")
          .append(text.isEmpty() ? "" : " ")
          .append(bracketed(summand.formula(), Level.QUOTIENT));
    }
    return text.toString();
  }

  private Part quotient(Formula.Quotient quotient) {
    String fraction =
        this == LATEX
            ? "\\frac{" + of(quotient.dividend()) + "}{" + of(quotient.divisor()) + "}"
            : bracketed(quotient.dividend(), Level.PRODUCT)
                + "/"
                + bracketed(quotient.divisor(), Level.ATOM);
    return switch (quotient.rounding()) {
      case EXACT -> new Part(fraction, this == LATEX ? Level.ATOM : Level.QUOTIENT);
      case DOWN -> new Part(rounded(fraction, "floor", "⌊", "⌋"), Level.ATOM);
      case UP -> new Part(rounded(fraction, "ceil", "⌈", "⌉"), Level.ATOM);
    };
  }

  private String rounded(String fraction, String word, String open, String close) {
    return switch (this) {
      case UNICODE -> open + fraction + close;
      case ASCII -> word + "(" + fraction + ")";
      case LATEX -> "\\left\\l" + word + " " + fraction + " \\right\\r" + word;
    };
  }

  private String bracketed(Formula formula, Level least) {
    Part part = part(formula);
    return part.level.compareTo(least) >= 0 ? part.text : "(" + part.text + ")";
  }

  private Part known(Dim value) {
    if (!value.isConstant()) {
      return new Part(symbols(value), level(value.toString()));
    }
    String digits = Numbers.grouped(value.value()).replace("-", minus());
    return new Part(
        this == LATEX ? digits.replace(",", "{,}") : digits,
        value.value() < 0 ? Level.SUM : Level.ATOM);
  }

  /** The operation outside all brackets that binds least. */
  private static Level level(String text) {
    int depth = 0;
    Level level = Level.ATOM;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      depth += c == '(' || c == '⌊' ? 1 : c == ')' || c == '⌋' ? -1 : 0;
      Level found =
          switch (c) {
            case '+', '-' -> Level.SUM;
            case '/' -> Level.QUOTIENT;
            case '·' -> Level.PRODUCT;
            default -> Level.ATOM;
          };
      if (depth == 0 && found.compareTo(level) < 0) {
        level = found;
      }
    }
    return level;
  }

  private String symbols(Dim value) {
    String text = this == ASCII ? value.toAscii() : value.toString();
    text = text.replaceAll("(?<=[\\w⌋)])([+-])", " $1 ").replace("-", minus());
    if (this != LATEX) {
      return text;
    }
    return text.replaceAll("([A-Za-z])_(\\w+)", "$1_{\\\\mathrm{$2}}")
        .replaceAll(
            "\\b(?<!\\\\)([A-Za-z]{2,}(_\\{\\\\mathrm\\{\\w+}})?)(?![\\w}])", "\\\\mathit{$1}")
        .replaceAll("\\\\mathit\\{(min|max)}", "\\\\$1")
        .replace("·", times())
        .replace("⌊", "\\lfloor ")
        .replace("⌋", " \\rfloor");
  }

  private String minus() {
    return this == UNICODE ? "−" : "-";
  }

  private String times() {
    return switch (this) {
      case UNICODE -> "·";
      case ASCII -> "*";
      case LATEX -> " \\cdot ";
    };
  }
}
