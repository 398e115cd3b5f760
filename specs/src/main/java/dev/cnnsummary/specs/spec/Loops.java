package dev.cnnsummary.specs.spec;

import dev.cnnsummary.specs.Location;
import java.util.AbstractList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Evaluates {@code repeat}, {@code for} and {@code when}. */
final class Loops {
  /** How often an entry can be there. */
  static final int MOST_REPEATS = 10_000;

  /** What each iteration of a repetition adds to the names; one empty map where there is none. */
  static List<Map<String, Data>> iterations(
      Declaration.@Nullable Repeat repeat, Variables variables) {
    return switch (repeat) {
      case null -> List.of(Map.of());
      case Declaration.Times(Location location, String index, Expression count) ->
          times(count(location, Evaluator.evaluate(count, variables)), index);
      case Declaration.Each each -> each(each, variables);
    };
  }

  private static List<Map<String, Data>> times(int count, String index) {
    return new AbstractList<>() {
      @Override
      public Map<String, Data> get(int i) {
        return Map.of(index, new Data.Num(i));
      }

      @Override
      public int size() {
        return count;
      }
    };
  }

  private static int count(Location location, Data data) {
    if (!(data instanceof Data.Num(double value)) || value != Math.rint(value) || value < 0) {
      throw new EvaluationException(
          location, "repeat: expected a whole number of at least 0, got " + data.describe());
    }
    if (value > MOST_REPEATS) {
      throw new EvaluationException(
          location, "repeat: at most 10,000 times, got " + data.describe());
    }
    return (int) value;
  }

  private static List<Map<String, Data>> each(Declaration.Each each, Variables variables) {
    Map<String, List<Data>> lists = new LinkedHashMap<>();
    int length = -1;
    for (Map.Entry<String, Setting> variable : each.variables().entrySet()) {
      Location at = variable.getValue().location();
      Data data = variable.getValue().evaluate(variables);
      if (!(data instanceof Data.Items(List<Data> items))) {
        throw new EvaluationException(
            at, "for: expected a list for '" + variable.getKey() + "', got " + data.describe());
      }
      if (length >= 0 && items.size() != length) {
        throw new EvaluationException(
            at, "for: the lists differ in length: " + length + " and " + items.size());
      }
      length = items.size();
      lists.put(variable.getKey(), items);
    }
    if (length > MOST_REPEATS) {
      throw new EvaluationException(each.location(), "for: at most 10,000 elements");
    }
    int size = length;
    return new AbstractList<>() {
      @Override
      public Map<String, Data> get(int i) {
        Map<String, Data> iteration = new LinkedHashMap<>();
        lists.forEach((name, items) -> iteration.put(name, items.get(i)));
        return iteration;
      }

      @Override
      public int size() {
        return size;
      }
    };
  }

  /** A condition's value. */
  static boolean truth(Expression expression, String what, Variables variables) {
    Data data = Evaluator.evaluate(expression, variables);
    if (data instanceof Data.Bool(boolean value)) {
      return value;
    }
    throw new EvaluationException(
        expression.location(), what + ": expected true or false, got " + data.describe());
  }

  private Loops() {}
}
