package dev.cnnsummary.cli.render;

import dev.cnnsummary.analyzer.SmallestInput;
import dev.cnnsummary.analyzer.explain.Constraints;
import dev.cnnsummary.analyzer.explain.SizeSet;
import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** Which sizes a model takes, in words. */
public final class ConstraintsText {
  private static final int INDENT = 20;
  private static final int MOST_REMAINDERS = 8;
  private static final int MOST_RUNS = 8;

  private final List<String> lines = new ArrayList<>();

  private ConstraintsText() {}

  /** As text. */
  public static String write(Constraints constraints, boolean ascii) {
    ConstraintsText text = new ConstraintsText();
    text.lines.add(constraints.model() + ": the sizes that it takes");
    text.line("Smallest input", smallest(constraints));
    Constraints.AxisSizes previous = null;
    for (Constraints.AxisSizes axis : constraints.axes()) {
      text.lines.add("");
      if (previous != null && isAlike(previous, axis)) {
        text.lines.add(title(axis) + ": as " + previous.name());
        continue;
      }
      text.lines.add(title(axis));
      facts(axis).forEach(fact -> text.line(fact.name, fact.text));
      previous = axis;
    }
    text.lines.add("");
    text.lines.add(footnote());
    String all = String.join("\n", text.lines) + "\n";
    return ascii ? FormulaText.ASCII.words(all) : all;
  }

  /** As Markdown. */
  public static String markdown(Constraints constraints) {
    StringBuilder text = new StringBuilder();
    text.append("## `" + constraints.model() + "`: the sizes that it takes\n\n");
    text.append("- **Smallest input**: ").append(smallest(constraints)).append('\n');
    for (Constraints.AxisSizes axis : constraints.axes()) {
      text.append("- ").append(title(axis)).append('\n');
      facts(axis).forEach(fact -> text.append("  - " + fact.name + ": " + fact.text + "\n"));
    }
    return text.append("\n" + footnote() + "\n").toString();
  }

  private record Fact(String name, String text) {}

  private static String footnote() {
    return "Sizes up to "
        + Numbers.grouped(SizeSet.LIMIT)
        + " were tried, each axis while the others stay.";
  }

  private static String title(Constraints.AxisSizes axis) {
    return axis.given().isConstant() ? axis.name() + ", here " + axis.given() : axis.name();
  }

  private static boolean isAlike(Constraints.AxisSizes left, Constraints.AxisSizes right) {
    return words(left.valid()).equals(words(right.valid()))
        && words(left.joined()).equals(words(right.joined()))
        && words(left.uncut()).equals(words(right.uncut()))
        && left.cuts().equals(right.cuts())
        && left.given().equals(right.given());
  }

  private static List<Fact> facts(Constraints.AxisSizes axis) {
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("Valid", words(axis.valid())));
    SmallestInput.Limit limit = axis.limit();
    if (limit != null) {
      facts.add(
          new Fact(
              "Least",
              limit.least()
                  + ", as "
                  + limit.layer()
                  + " wants "
                  + Objects.requireNonNull(limit.condition()).condition()));
    }
    facts.add(new Fact("Branches fit", words(axis.joined())));
    facts.add(new Fact("Nothing cut off", words(axis.uncut())));
    for (int i = 0; i < axis.cuts().size(); i++) {
      facts.add(new Fact(i == 0 ? "Cut off here" : "", cut(axis.cuts().get(i))));
    }
    return facts;
  }

  private static String cut(Constraints.Cut cut) {
    String what =
        cut.unused() == 0
            ? "a remainder of " + cut.rest() + ", padding only"
            : cut.unused() == 1
                ? "the last one is never used"
                : "the last " + cut.unused() + " are never used";
    return cut.layer() + ": of " + cut.extent() + " " + what;
  }

  private void line(String name, String text) {
    lines.add(("  " + name + " ".repeat(INDENT - 2 - name.length()) + text));
  }

  static String smallest(Constraints constraints) {
    List<Shape> shapes = constraints.smallest();
    return shapes == null
        ? "none was found"
        : shapes.stream()
            .map(shape -> shape.dims().stream().map(Dim::toString).collect(Collectors.joining("x")))
            .collect(Collectors.joining(", "));
  }

  /** The pattern of a set of sizes. */
  static String words(SizeSet sizes) {
    List<Integer> residues = sizes.residues();
    if (residues.isEmpty() || sizes.least().isEmpty()) {
      return runs(sizes, SizeSet.LIMIT + 1);
    }
    String before = sizes.least().getAsInt() < sizes.start() ? exceptions(sizes) : "";
    int first = first(sizes);
    int period = sizes.period();
    if (period == 1) {
      return before + (first == 1 ? "any" : first + " and more");
    }
    if (residues.size() > MOST_REMAINDERS) {
      return before + first + " and more, in a pattern that repeats itself every " + period;
    }
    String pattern =
        residues.equals(List.of(0))
            ? "multiples of " + period
            : period
                + "·k + "
                + (residues.size() == 1
                    ? residues.getFirst()
                    : residues.stream().map(String::valueOf).collect(Collectors.joining(" or ")));
    return before + pattern + (first <= period ? "" : ", from " + first + " on");
  }

  /** The first size that follows the pattern. */
  private static int first(SizeSet sizes) {
    int first = sizes.start();
    while (!sizes.contains(first)) {
      first++;
    }
    return first;
  }

  private static String exceptions(SizeSet sizes) {
    String runs = runs(sizes, sizes.start());
    return runs.isEmpty() ? "" : runs + "; ";
  }

  private static String runs(SizeSet sizes, int bound) {
    List<int[]> runs = sizes.runsBelow(bound);
    if (runs.isEmpty()) {
      return "none";
    }
    List<String> texts = new ArrayList<>();
    for (int[] run : runs.subList(0, Math.min(MOST_RUNS, runs.size()))) {
      texts.add(run[0] == run[1] ? String.valueOf(run[0]) : run[0] + " to " + run[1]);
    }
    return String.join(", ", texts) + (runs.size() > MOST_RUNS ? ", …" : "");
  }
}
