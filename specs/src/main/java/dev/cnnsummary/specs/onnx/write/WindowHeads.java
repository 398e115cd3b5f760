package dev.cnnsummary.specs.onnx.write;

import dev.cnnsummary.specs.graph.Literal;
import dev.cnnsummary.specs.op.Pad;
import dev.cnnsummary.specs.op.ShiftedWindowAttention;
import dev.cnnsummary.specs.shape.Dim;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Attention within windows that are moved in a circle (torchvision's shifted_window_attention). */
final class WindowHeads {
  private static final float HIDDEN = -100;
  private static final double LARGEST_SCALE = Math.log(100);
  private static final double LEAST_NORM = 1e-12;

  private final ShiftedWindowAttention attention;
  private final Emitter emitter;
  private final long height;
  private final long width;
  private final long features;
  private final long heads;
  private final long down;
  private final long across;
  private final long shiftDown;
  private final long shiftAcross;

  private WindowHeads(ShiftedWindowAttention attention, Emitter emitter) {
    this.attention = attention;
    this.emitter = emitter;
    this.height = extent(1);
    this.width = extent(2);
    this.features = extent(3);
    this.heads = attention.numHeads();
    this.down = Math.ceilDiv(height, (long) attention.windowHeight());
    this.across = Math.ceilDiv(width, (long) attention.windowWidth());
    this.shiftDown = down == 1 ? 0 : attention.shiftHeight();
    this.shiftAcross = across == 1 ? 0 : attention.shiftWidth();
  }

  private long extent(int axis) {
    return Emitter.number(emitter.shape(0).dim(axis), "an extent of the input");
  }

  private long rows() {
    return down * attention.windowHeight();
  }

  private long columns() {
    return across * attention.windowWidth();
  }

  static void attend(ShiftedWindowAttention attention, Emitter emitter) {
    emitter.requireFloats();
    new WindowHeads(attention, emitter).attend();
  }

  private @Nullable String operandOrNull(int operand) {
    return operand < emitter.operands() ? emitter.input(operand) : null;
  }

  private void attend() {
    String all = Products.projected(windows(), emitter.input(1), projectionBias(), emitter);
    long places = attention.places();
    String split = emitter.reshape(all, 0, places, 3, heads, features / heads);
    String parts = emitter.transpose(split, 2, 0, 3, 1, 4);
    String weighed = emitter.add("MatMul", List.of(shares(parts), part(parts, 2)));
    String joined = emitter.reshape(emitter.transpose(weighed, 0, 2, 1, 3), 0, places, features);
    String back =
        Products.projected(
            joined, emitter.input(2), operandOrNull(ShiftedWindowAttention.PROJ_BIAS), emitter);
    emitter.put(0, picture(back));
  }

  /** The padded, moved input, window by window: {@code [N·windows, places, C]}. */
  private String windows() {
    String input = emitter.input(0);
    List<Long> before = List.of(0L, 0L, 0L, 0L);
    List<Long> after = List.of(0L, rows() - height, columns() - width, 0L);
    String padded = Pads.pad(emitter, input, Pad.Mode.CONSTANT, 0, before, after);
    String moved = Pads.rolled(emitter, padded, 1, -shiftDown, Dim.of(rows()));
    moved = Pads.rolled(emitter, moved, 2, -shiftAcross, Dim.of(columns()));
    long high = attention.windowHeight();
    long wide = attention.windowWidth();
    String divided = emitter.reshape(moved, 0, down, high, across, wide, features);
    return emitter.reshape(
        emitter.transpose(divided, 0, 1, 3, 2, 4, 5), -1, attention.places(), features);
  }

  /** Windows put together, moved back, and what was padded cut off. */
  private String picture(String windows) {
    long high = attention.windowHeight();
    long wide = attention.windowWidth();
    String divided = emitter.reshape(windows, -1, down, across, high, wide, features);
    String joined =
        emitter.reshape(
            emitter.transpose(divided, 0, 1, 3, 2, 4, 5), -1, rows(), columns(), features);
    String moved = Pads.rolled(emitter, joined, 1, shiftDown, Dim.of(rows()));
    moved = Pads.rolled(emitter, moved, 2, shiftAcross, Dim.of(columns()));
    List<Long> before = List.of(0L, 0L, 0L, 0L);
    List<Long> after = List.of(0L, height - rows(), width - columns(), 0L);
    return Pads.pad(emitter, moved, Pad.Mode.CONSTANT, 0, before, after);
  }

  private boolean isCosine() {
    return emitter.operands() > ShiftedWindowAttention.LOGIT_SCALE;
  }

  /** With scales of its own the key has no bias. */
  private @Nullable String projectionBias() {
    String bias = operandOrNull(ShiftedWindowAttention.QKV_BIAS);
    if (bias == null || !isCosine()) {
      return bias;
    }
    List<String> thirds =
        emitter.addAll(
            "Split",
            List.of(bias, emitter.integers(features, features, features)),
            3,
            Attributes.integer("axis", 0));
    String zeros = emitter.constant(Numbers.filled(List.of(features), 0));
    return emitter.concat(List.of(thirds.get(0), zeros, thirds.get(2)), 0);
  }

  private String part(String parts, long index) {
    return emitter.add(
        "Gather",
        List.of(parts, emitter.constant(Literal.integers(List.of(), index))),
        Attributes.integer("axis", 0));
  }

  /** How much each place sees of each other: {@code [N·windows, heads, places, places]}. */
  private String shares(String parts) {
    String query = part(parts, 0);
    String key = part(parts, 1);
    String scores;
    if (isCosine()) {
      String keys = emitter.transpose(unit(key), 0, 1, 3, 2);
      scores = emitter.add("MatMul", List.of(unit(query), keys));
      scores = emitter.add("Mul", List.of(scores, scale()));
    } else {
      long each = features / heads;
      String factor = emitter.scalar(1 / Math.sqrt((double) each));
      String scaled = emitter.add("Mul", List.of(query, factor));
      scores = emitter.add("MatMul", List.of(scaled, emitter.transpose(key, 0, 1, 3, 2)));
    }
    scores = emitter.add("Add", List.of(scores, emitter.input(3)));
    if (shiftDown > 0 || shiftAcross > 0) {
      long places = attention.places();
      String byWindow = emitter.reshape(scores, -1, down * across, heads, places, places);
      String masked = emitter.add("Add", List.of(byWindow, emitter.constant(mask())));
      scores = emitter.reshape(masked, -1, heads, places, places);
    }
    return emitter.add("Softmax", List.of(scores), Attributes.integer("axis", -1));
  }

  private String unit(String vectors) {
    String norm = emitter.reduce("ReduceL2", vectors, List.of(-1L), true);
    String least = emitter.add("Max", List.of(norm, emitter.scalar(LEAST_NORM)));
    return emitter.add("Div", List.of(vectors, least));
  }

  private String scale() {
    String logarithms = emitter.input(ShiftedWindowAttention.LOGIT_SCALE);
    String least = emitter.add("Min", List.of(logarithms, emitter.scalar(LARGEST_SCALE)));
    return emitter.add("Exp", List.of(least));
  }

  /** Hides places of a window from each other that were no neighbours before they were moved. */
  private Literal mask() {
    int places = attention.places();
    int windows = Math.toIntExact(down * across);
    float[] mask = new float[Math.multiplyExact(windows, places * places)];
    for (int window = 0; window < windows; window++) {
      for (int own = 0; own < places; own++) {
        for (int other = 0; other < places; other++) {
          boolean near = region(window, own) == region(window, other);
          mask[(window * places + own) * places + other] = near ? 0 : HIDDEN;
        }
      }
    }
    return Numbers.floats(List.of((long) windows, 1L, (long) places, (long) places), mask);
  }

  /** Which of nine parts of the moved input a place lies in. */
  private int region(int window, int place) {
    long row = window / across * attention.windowHeight() + place / attention.windowWidth();
    long column = window % across * attention.windowWidth() + place % attention.windowWidth();
    return part(row, rows(), attention.windowHeight(), shiftDown) * 3
        + part(column, columns(), attention.windowWidth(), shiftAcross);
  }

  /** What lies before the last window, in it, and in it beyond the edge that was moved there. */
  private static int part(long position, long extent, long window, long shift) {
    if (shift == 0 || position < extent - window) {
      return 0;
    }
    return position < extent - shift ? 1 : 2;
  }
}
