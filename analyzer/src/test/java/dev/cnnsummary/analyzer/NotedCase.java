package dev.cnnsummary.analyzer;

import dev.cnnsummary.analyzer.explain.Term;
import dev.cnnsummary.analyzer.explain.TypeNotes;
import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.Shape;
import dev.cnnsummary.specs.spec.Data;
import dev.cnnsummary.specs.spec.LayerType;
import dev.cnnsummary.specs.spec.LayerTypes;
import dev.cnnsummary.specs.spec.Option;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A layer, and what the notes on its type come to for it. */
final class NotedCase {
  private static final Pattern OPTION = Pattern.compile("(\\w+): (\\[[^]]*]|[^,}]+)");

  private final LayerCase layer;
  private final LayerReport report;
  private final LayerType type;
  private final TypeNotes notes;
  private final Map<String, String> options = new HashMap<>();
  private final Map<String, Long> extents = new HashMap<>();
  private final Map<String, String> formulas = new HashMap<>();

  NotedCase(LayerCase layer) {
    this.layer = layer;
    this.report = layer.analyze().layers().getFirst();
    Matcher matcher = OPTION.matcher(layer.entry());
    while (matcher.find()) {
      options.put(matcher.group(1), matcher.group(2));
    }
    this.type =
        Objects.requireNonNull(LayerTypes.find(Objects.requireNonNull(options.get("type"))));
    this.notes = TypeNotes.of(type);
    for (Option option : type.options()) {
      Data preset = option.preset();
      if (preset != null) {
        options.putIfAbsent(option.name(), preset.print());
      }
    }
    for (String line : notes.where()) {
      String[] sides = line.split(" = ", 2);
      if (sides.length == 2 && sides[0].matches("\\w+")) {
        formulas.put(sides[0], sides[1]);
      }
    }
    for (int i = 0; i < Math.min(notes.inputs().size(), layer.inputs().size()); i++) {
      bind(notes.inputs().get(i).shape(), layer.inputs().get(i).shape());
    }
  }

  LayerReport report() {
    return report;
  }

  TypeNotes notes() {
    return notes;
  }

  long macs() {
    return sum(notes.macs());
  }

  long flops() {
    return sum(notes.flops());
  }

  long params() {
    return sum(notes.params());
  }

  List<String> weights() {
    return notes.weights().stream()
        .filter(weight -> holds(weight.when()))
        .map(weight -> weight.name())
        .toList();
  }

  /** Whether each extent of the first output follows from a formula and the options given. */
  boolean hasShapeRule() {
    String shape = notes.outputs().getFirst().shape();
    boolean anyExtents = shape.contains("*") || shape.matches("\\[(N, C, )?\\.\\.\\.]");
    boolean roundedOrAsked =
        flag("ceil_mode") == 1
            || List.of("same", "valid").contains(options.getOrDefault("padding", ""))
            || ((options.containsKey("output_padding") || type.name().contains("npool"))
                && !options.getOrDefault("output_size", "null").equals("null"));
    boolean keeps = String.valueOf(options.get("output_size")).contains("null");
    boolean sampled = type.option("scale_factor") != null;
    boolean vector = layer.inputs().getLast().shape().rank() < 2 && shape.contains("columns");
    boolean kept = keeps && type.name().toLowerCase(Locale.ROOT).startsWith("adaptive");
    return !anyExtents && !roundedOrAsked && !kept && !sampled && !vector;
  }

  /** The first output's extents by the notes. */
  List<Long> output() {
    int rank = report.outputs().getFirst().shape().rank();
    List<String> pattern = pattern(notes.outputs().getFirst().shape(), rank);
    Shape input = layer.inputs().getFirst().shape();
    List<Long> shape = new ArrayList<>();
    for (String extent : pattern) {
      if (extent.equals("...")) {
        int first = shape.size();
        for (int axis = first; axis < first + rank - pattern.size() + 1; axis++) {
          shape.add(input.dim(axis).value());
        }
      } else {
        shape.add(value(extent));
      }
    }
    return shape;
  }

  /** The one of several patterns that has so many axes; without a batch N is missing. */
  private List<String> pattern(String text, int rank) {
    List<String> chosen = List.of();
    for (String each : text.split(" or ", -1)) {
      List<String> names = new ArrayList<>(List.of(each.replaceAll("[\\[\\]]", "").split(", ")));
      if (chosen.isEmpty() || names.size() == rank) {
        chosen = names;
      }
    }
    int batch = chosen.indexOf("N");
    if (batch >= 0 && !chosen.contains("...") && chosen.size() == rank + 1) {
      extents.put("N", 1L);
      chosen.remove(batch);
    } else if (batch == 1 && "true".equals(options.get("batch_first"))) {
      chosen.remove(batch);
      chosen.addFirst("N");
    }
    return chosen;
  }

  private void bind(String text, Shape shape) {
    List<String> names = pattern(text, shape.rank());
    int any = names.indexOf("...");
    for (int i = 0; i < names.size(); i++) {
      int fromEnd = i - names.size();
      int axis = any < 0 || i < any ? i : shape.rank() + fromEnd;
      if (i != any && axis >= 0 && axis < shape.rank() && names.get(i).matches("\\w+")) {
        extents.put(names.get(i), shape.dim(axis).value());
      }
    }
  }

  private long sum(List<Term> terms) {
    return terms.stream().filter(term -> holds(term.when())).mapToLong(this::value).sum();
  }

  private long value(Term term) {
    return value(term.formula());
  }

  private long value(String formula) {
    return Formula.value(formula, this::name);
  }

  private long name(String name) {
    String formula = formulas.get(name);
    if (formula != null) {
      return value(formula);
    }
    Long extent = extents.get(name);
    if (extent != null) {
      return extent;
    }
    return switch (name) {
      case "MACs" -> macs();
      case "in" -> layer.inputs().getFirst().shape().numel().value();
      case "out" -> report.outputs().getFirst().shape().numel().value();
      case "rows" -> rows();
      case "matrices" ->
          layer.analyze().weights().stream()
              .map(WeightReport::shape)
              .filter(shape -> shape.rank() == 2)
              .mapToLong(shape -> shape.numel().value())
              .sum();
      case "added" -> flag("add_bias_kv") + flag("add_zero_attn");
      case "directions" -> 1 + flag("bidirectional");
      case "result" -> number(condition("proj_size") ? "proj_size" : "hidden_size", 0);
      default -> option(name);
    };
  }

  private long option(String name) {
    if (name.startsWith("prod(")) {
      return numbers(name.substring(5, name.length() - 1)).stream()
          .mapToLong(Long::longValue)
          .reduce(1, Math::multiplyExact);
    }
    if (name.endsWith("]")) {
      int bracket = name.indexOf('[');
      return number(
          name.substring(0, bracket),
          Integer.parseInt(name.substring(bracket + 1, name.length() - 1)));
    }
    return number(name, 0);
  }

  private long number(String option, int axis) {
    List<Long> numbers = numbers(option);
    return numbers.get(numbers.size() == 1 ? 0 : axis);
  }

  private List<Long> numbers(String option) {
    String text = String.valueOf(options.get(option));
    if (option.equals("stride") && text.equals("null")) {
      return numbers("kernel_size");
    }
    return Arrays.stream(text.replaceAll("[\\[\\]]", "").split(", ")).map(Long::valueOf).toList();
  }

  private long flag(String option) {
    return "true".equals(options.get(option)) ? 1 : 0;
  }

  /** The elements of all axes but the one of a softmax. */
  private long rows() {
    Shape shape = layer.inputs().getFirst().shape();
    String dim = options.getOrDefault("dim", "-3");
    int implied = shape.rank() <= 1 || shape.rank() == 3 ? 0 : 1;
    int axis = dim.equals("null") ? implied : Integer.parseInt(dim);
    return shape.with(axis, Dim.ONE).numel().value();
  }

  private boolean holds(String when) {
    return switch (when) {
      case "" -> true;
      case "mask" -> layer.inputs().size() == 4;
      case "qkv_bias" -> layer.inputs().size() > 4;
      case "proj_bias" -> layer.inputs().size() > 5;
      case "logit_scale" -> layer.inputs().size() > 6;
      case "moved" -> isMoved(0) || isMoved(1);
      case "kdim and vdim are embed_dim" -> sharesProjection();
      case "kdim or vdim is not embed_dim" -> !sharesProjection();
      default -> Arrays.stream(when.split(" and ")).allMatch(this::condition);
    };
  }

  private boolean condition(String word) {
    if (word.startsWith("not ")) {
      return !condition(word.substring(4));
    }
    int place = place(word);
    if (place >= 0) {
      return place < layer.inputs().size();
    }
    if (word.startsWith("mode ")) {
      return word.substring(5).equals(options.get("mode"));
    }
    return !List.of("false", "null", "0").contains(options.getOrDefault(word, "null"));
  }

  /** The number of an operand that is there on the condition of its own name; else -1. */
  private int place(String name) {
    boolean own =
        notes.inputs().stream()
            .anyMatch(note -> note.name().equals(name) && note.when().equals(name));
    return own
        ? (int)
            notes.inputs().stream()
                .takeWhile(note -> !note.name().equals(name))
                .filter(note -> holds(note.when()))
                .count()
        : -1;
  }

  private boolean isMoved(int axis) {
    return number("shift_size", axis) != 0
        && layer.inputs().getFirst().shape().dim(axis + 1).value() > number("window_size", axis);
  }

  private boolean sharesProjection() {
    String embed = options.get("embed_dim");
    return List.of("kdim", "vdim").stream()
        .map(options::get)
        .allMatch(size -> Objects.equals(size, "null") || Objects.equals(size, embed));
  }

  @Override
  public String toString() {
    return layer.toString();
  }
}
