package dev.cnnsummary.executor.reference;

import static dev.cnnsummary.executor.reference.Operands.require;

import dev.cnnsummary.executor.Tensor;
import dev.cnnsummary.specs.op.ShiftedWindowAttention;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code softmax(q·kᵀ·scale + position bias + mask)·v} within windows of a padded input that are
 * moved in a circle, projected back (torchvision's shifted_window_attention). The mask is −100 for
 * two places of a window that were not neighbours before they were moved. A place is one of the
 * padded, moved input, counted window after window.
 */
final class WindowedAttention implements Definition {
  private static final double HIDDEN = -100;
  private static final double LARGEST_SCALE = Math.log(100);
  private static final double LEAST_NORM = 1e-12;

  private final ShiftedWindowAttention attention;
  private final List<Tensor> operands;
  private final int height;
  private final int width;
  private final int features;
  private final int down;
  private final int across;
  private final int shiftDown;
  private final int shiftAcross;
  private final Rows projected;
  private final Rows joined;

  WindowedAttention(ShiftedWindowAttention attention, Arguments arguments) {
    this.attention = attention;
    this.operands = arguments.operands();
    Tensor input = arguments.only();
    this.height = input.dim(1);
    this.width = input.dim(2);
    this.features = input.dim(3);
    this.down = Math.ceilDiv(height, attention.windowHeight());
    this.across = Math.ceilDiv(width, attention.windowWidth());
    this.shiftDown = down == 1 ? 0 : attention.shiftHeight();
    this.shiftAcross = across == 1 ? 0 : attention.shiftWidth();
    int places = input.dim(0) * down * across * attention.places();
    this.projected = new Rows(places, this::projected);
    this.joined = new Rows(places, this::joined);
  }

  static Shapes shapes(ShiftedWindowAttention attention, Operands in) {
    require(in.rank() == 4, "takes [N, H, W, C], got " + in.only().shape());
    int features = in.dim(3);
    int heads = attention.numHeads();
    int places = attention.places();
    require(features % heads == 0, heads + " heads do not divide " + features + " features");
    List<List<Integer>> wanted =
        List.of(
            in.only().shape(),
            List.of(3 * features, features),
            List.of(features, features),
            List.of(1, heads, places, places),
            List.of(3 * features),
            List.of(features),
            List.of(heads, 1, 1));
    for (int operand = 0; operand < in.count(); operand++) {
      List<Integer> given = in.floating(operand, "shifted_window_attention").shape();
      require(
          given.equals(wanted.get(operand)),
          "operand " + operand + " must be " + wanted.get(operand) + ", got " + given);
    }
    return Shapes.one(in.only());
  }

  private @Nullable Tensor operandOrNull(int operand) {
    return operand < operands.size() ? operands.get(operand) : null;
  }

  /** Row and column of the moved, padded input for a place. */
  private int[] moved(int place) {
    int inWindow = place % attention.places();
    int window = place / attention.places();
    return new int[] {
      window / across % down * attention.windowHeight() + inWindow / attention.windowWidth(),
      window % across * attention.windowWidth() + inWindow % attention.windowWidth()
    };
  }

  /** Query, key and value of a place, one after the other. */
  private double[] projected(int place) {
    int[] moved = moved(place);
    int row = (moved[0] + shiftDown) % (down * attention.windowHeight());
    int column = (moved[1] + shiftAcross) % (across * attention.windowWidth());
    int sample = place / (attention.places() * down * across);
    boolean padding = row >= height || column >= width;
    int start = ((sample * height + row) * width + column) * features;
    Tensor weight = operands.get(1);
    Tensor bias = operandOrNull(ShiftedWindowAttention.QKV_BIAS);
    double[] all = new double[3 * features];
    for (int output = 0; output < all.length; output++) {
      boolean isKey = output / features == 1;
      double sum = bias == null || (isKey && isCosine()) ? 0 : bias.get(output);
      for (int i = 0; i < features && !padding; i++) {
        sum += weight.get(output * features + i) * operands.getFirst().get(start + i);
      }
      all[output] = sum;
    }
    return all;
  }

  private boolean isCosine() {
    return operands.size() > ShiftedWindowAttention.LOGIT_SCALE;
  }

  /** A place's weighted sums of its window's values, head after head. */
  private double[] joined(int place) {
    int places = attention.places();
    int first = place / places * places;
    int each = features / attention.numHeads();
    double[] sums = new double[features];
    for (int head = 0; head < attention.numHeads(); head++) {
      double[] scores = new double[places];
      for (int other = 0; other < places; other++) {
        scores[other] = score(place, first + other, head);
      }
      double[] weights = Products.softmax(scores);
      for (int other = 0; other < places; other++) {
        double[] row = projected.get(first + other);
        for (int e = head * each; e < (head + 1) * each; e++) {
          sums[e] += weights[other] * row[2 * features + e];
        }
      }
    }
    return sums;
  }

  private double score(int place, int other, int head) {
    int places = attention.places();
    int each = features / attention.numHeads();
    double[] own = projected.get(place);
    double[] theirs = projected.get(other);
    double product = 0;
    double ownSquares = 0;
    double theirSquares = 0;
    for (int e = head * each; e < (head + 1) * each; e++) {
      double key = theirs[features + e];
      product += own[e] * key;
      ownSquares += own[e] * own[e];
      theirSquares += key * key;
    }
    double scale = 1 / Math.sqrt(each);
    Tensor logarithms = operandOrNull(ShiftedWindowAttention.LOGIT_SCALE);
    if (logarithms != null) {
      double norms =
          Math.max(Math.sqrt(ownSquares), LEAST_NORM)
              * Math.max(Math.sqrt(theirSquares), LEAST_NORM);
      scale = Math.exp(Math.min(logarithms.get(head), LARGEST_SCALE)) / norms;
    }
    int pair = (head * places + place % places) * places + other % places;
    double mask = region(place) == region(other) ? 0 : HIDDEN;
    return product * scale + operands.get(3).get(pair) + mask;
  }

  /** Which of nine parts of the moved input a place lies in. */
  private int region(int place) {
    int[] moved = moved(place);
    return part(moved[0], down, attention.windowHeight(), shiftDown) * 3
        + part(moved[1], across, attention.windowWidth(), shiftAcross);
  }

  /** What lies before the last window, in it, and in it beyond the edge that was moved there. */
  private static int part(int position, int windows, int size, int shift) {
    if (shift == 0 || position < (windows - 1) * size) {
      return 0;
    }
    return position < windows * size - shift ? 1 : 2;
  }

  @Override
  public double at(int result, int index) {
    int pixel = index / features;
    int rows = down * attention.windowHeight();
    int columns = across * attention.windowWidth();
    int row = (pixel / width % height - shiftDown + rows) % rows;
    int column = (pixel % width - shiftAcross + columns) % columns;
    int window =
        (pixel / width / height * down + row / attention.windowHeight()) * across
            + column / attention.windowWidth();
    int inWindow =
        row % attention.windowHeight() * attention.windowWidth() + column % attention.windowWidth();
    double[] sums = joined.get(window * attention.places() + inWindow);
    Tensor bias = operandOrNull(ShiftedWindowAttention.PROJ_BIAS);
    double sum = bias == null ? 0 : bias.get(index % features);
    for (int e = 0; e < features; e++) {
      sum += operands.get(2).get(index % features * features + e) * sums[e];
    }
    return sum;
  }

  @Override
  public long macs() {
    int places = operands.getFirst().dim(0) * down * across * attention.places();
    long projections = Features.walked(new Grid(places, 4 * features).numel(), features);
    return projections
        + Features.walked(new Grid(places, features).numel(), 2L * attention.places());
  }

  @Override
  public long terms() {
    return 3L * features + attention.places();
  }
}
