package dev.cnnsummary.cli;

import dev.cnnsummary.analyzer.field.AxisField;
import dev.cnnsummary.analyzer.field.Places;
import dev.cnnsummary.cli.render.FieldFinding;
import dev.cnnsummary.executor.Geometry.Extent;
import dev.cnnsummary.executor.Program;
import dev.cnnsummary.executor.Tensor;
import dev.cnnsummary.specs.graph.Graph;
import dev.cnnsummary.specs.graph.Node;
import dev.cnnsummary.specs.graph.Value;
import dev.cnnsummary.specs.op.Convolution;
import dev.cnnsummary.specs.op.Pad;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Proves receptive fields: one pixel of an input becomes NaN, in all its channels, and what it
 * makes NaN must lie within the fields that were predicted to see it. Where a field has no gaps,
 * all of it must be reached.
 */
final class FieldProbe {
  /** Random pixels, beside the corners and the centre. */
  private static final int RANDOM_PIXELS = 2;

  private final Graph graph;
  private final Prediction prediction;
  private final Program program;
  private final @Nullable FieldFinding[] findings;
  private final boolean copiesEdges;

  /**
   * Begins a probe.
   *
   * @param program in direct mode, and loaded
   */
  FieldProbe(Prediction prediction, Program program) {
    this.graph = program.graph();
    this.prediction = prediction;
    this.program = program;
    findings = new FieldFinding[graph.nodes().size()];
    copiesEdges = graph.nodes().stream().anyMatch(FieldProbe::copiesEdges);
  }

  /** What is beside the edge is a copy of what is within it, which fields do not tell. */
  private static boolean copiesEdges(Node node) {
    return switch (node.op()) {
      case Pad pad -> pad.mode() != Pad.Mode.CONSTANT;
      case Convolution op -> op.paddingMode() != Convolution.PaddingMode.ZEROS;
      default -> false;
    };
  }

  /** Whether an input has pixels that can be NaN. */
  static boolean suits(Extent input) {
    return input.shape().size() > 2 && input.dtype().isFloating() && input.numel() > 0;
  }

  /** How many pixels of an input are tried. */
  static int pixels(Extent input) {
    return pixels(spatial(input.array()), 0).size();
  }

  private static int[] spatial(int[] shape) {
    return Arrays.copyOfRange(shape, 2, shape.length);
  }

  /** The corners of the diagonal, the centre and some at random. */
  private static Set<List<Integer>> pixels(int[] extents, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Set<List<Integer>> pixels = new LinkedHashSet<>();
    pixels.add(Arrays.stream(extents).map(_ -> 0).boxed().toList());
    pixels.add(Arrays.stream(extents).map(extent -> extent - 1).boxed().toList());
    pixels.add(Arrays.stream(extents).map(extent -> extent / 2).boxed().toList());
    int all = Math.min(Tensor.numel(extents), pixels.size() + RANDOM_PIXELS);
    while (pixels.size() < all) {
      List<Integer> pixel = new ArrayList<>();
      for (int axis = 0; axis < extents.length; axis++) {
        pixel.add(random.nextInt(extents[axis]));
      }
      pixels.add(pixel);
    }
    return pixels;
  }

  /**
   * Probes one input.
   *
   * @param inputs what the program runs on; the one that is probed is put back as it was
   * @param done told after each pixel
   */
  void probe(List<Tensor> inputs, int input, Runnable done) {
    Tensor probed = inputs.get(input);
    int[] extents = spatial(probed.shape());
    DenseFields dense = DenseFields.of(graph, prediction, input, extents);
    float[] whole = probed.floats().clone();
    for (List<Integer> pixel : pixels(extents, 0)) {
      put(probed, pixel);
      program.run(inputs);
      System.arraycopy(whole, 0, probed.floats(), 0, whole.length);
      for (Node node : graph.nodes()) {
        for (Value output : node.outputs()) {
          check(node, output, input, pixel, dense);
        }
      }
      done.run();
    }
  }

  private static void put(Tensor input, List<Integer> pixel) {
    int area = 1;
    int place = 0;
    for (int axis = 2; axis < input.rank(); axis++) {
      area *= input.dim(axis);
      place = place * input.dim(axis) + pixel.get(axis - 2);
    }
    for (int i = place; i < input.numel(); i += area) {
      input.floats()[i] = Float.NaN;
    }
  }

  private void check(Node node, Value output, int input, List<Integer> pixel, DenseFields dense) {
    Tensor actual = program.tensor(output);
    if (!actual.dtype().isFloating()) {
      return;
    }
    List<AxisField> fields = prediction.field(output).inputs().get(input);
    List<Integer> extents = program.geometry().of(graph.inputs().get(input)).shape();
    Reach reach = new Reach(actual);
    boolean exact = dense.isDense(output);
    if (fields == null) {
      reach.allowNothing();
    } else {
      for (int axis = 0; axis < fields.size(); axis++) {
        int edge = copiesEdges ? extents.get(axis + 2) : 0;
        exact &= reach.allow(fields.get(axis), pixel.get(axis), edge);
      }
    }
    String fault = reach.check(exact && fields != null && dense.sees(output, pixel));
    FieldFinding known = findings[node.index()];
    FieldFinding finding = known == null ? new FieldFinding(shown(fields), true, 0, null) : known;
    findings[node.index()] =
        finding.with(exact, fault == null ? null : "NaN at " + pixel + " of the input: " + fault);
  }

  private static String shown(@Nullable List<AxisField> fields) {
    if (fields == null) {
      return "none";
    }
    List<String> sizes =
        fields.stream()
            .map(field -> field.size() == null ? "all" : Long.toString(field.size()))
            .toList();
    return sizes.stream().distinct().count() == 1 ? sizes.getFirst() : String.join("x", sizes);
  }

  /** What was found of a layer; null where nothing could be, as of integers. */
  @Nullable FieldFinding finding(Node node) {
    return findings[node.index()];
  }

  /** Which elements of a value are NaN, against those that may be. */
  private static final class Reach {
    private enum May {
      NO,
      YES,
      UNKNOWN
    }

    private final Tensor value;
    private final May[][] may;
    private final boolean[] placed;
    private boolean nothing;

    Reach(Tensor value) {
      this.value = value;
      may = new May[value.rank()][];
      placed = new boolean[value.rank()];
      for (int axis = 0; axis < may.length; axis++) {
        may[axis] = new May[value.dim(axis)];
        Arrays.fill(may[axis], May.YES);
      }
    }

    void allowNothing() {
      nothing = true;
    }

    /**
     * Takes a field into account.
     *
     * @param edge the input's extent where fields that hang over its edge tell nothing; otherwise 0
     * @return whether it tells of each element if it sees the pixel
     */
    boolean allow(AxisField field, int pixel, int edge) {
      Places places = field.places();
      if (places == null || !places.placed()) {
        return field.isWhole();
      }
      int axis = field.axes().getFirst();
      placed[axis] = true;
      for (int i = 0; i < may[axis].length; i++) {
        Places.Stretch stretch = places.at(i);
        May now = stretch.first() <= pixel && pixel <= stretch.last() ? May.YES : May.NO;
        if (edge > 0 && (stretch.first() < 0 || stretch.last() >= edge)) {
          now = May.UNKNOWN;
        }
        may[axis][i] = worse(may[axis][i], now);
      }
      return true;
    }

    private static May worse(May a, May b) {
      if (a == May.NO || b == May.NO) {
        return May.NO;
      }
      return a == May.UNKNOWN || b == May.UNKNOWN ? May.UNKNOWN : May.YES;
    }

    /** The first fault; null for none. */
    @Nullable String check(boolean all) {
      int[] at = new int[value.rank()];
      int places = 1;
      for (int axis = 0; axis < at.length; axis++) {
        places *= placed[axis] ? value.dim(axis) : 1;
      }
      May[] expected = new May[places];
      boolean[] found = new boolean[places];
      String fault = null;
      for (int i = 0; i < value.numel(); i++) {
        int place = 0;
        May here = nothing ? May.NO : May.YES;
        for (int axis = 0; axis < at.length; axis++) {
          here = worse(here, may[axis][at[axis]]);
          place = placed[axis] ? place * value.dim(axis) + at[axis] : place;
        }
        expected[place] = here;
        if (Float.isNaN(value.floats()[i])) {
          found[place] = true;
          if (here == May.NO && fault == null) {
            fault = "reaches " + Arrays.toString(at) + ", which is not to see it";
          }
        }
        advance(at);
      }
      for (int place = 0; all && fault == null && place < places; place++) {
        if (expected[place] == May.YES && !found[place]) {
          fault = "does not reach " + position(place) + ", which is to see it";
        }
      }
      return fault;
    }

    private void advance(int[] at) {
      for (int axis = at.length - 1; axis >= 0 && ++at[axis] == value.dim(axis); axis--) {
        at[axis] = 0;
      }
    }

    /** Where a place is, along the axes that fields move along. */
    private List<String> position(int place) {
      List<String> position = new ArrayList<>();
      int rest = place;
      for (int axis = value.rank() - 1; axis >= 0; axis--) {
        position.addFirst(placed[axis] ? Integer.toString(rest % value.dim(axis)) : ":");
        rest = placed[axis] ? rest / value.dim(axis) : rest;
      }
      return position;
    }
  }
}
