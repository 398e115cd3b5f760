package dev.cnnsummary.cli.image;

/**
 * Changes a picture's size as Pillow's {@code Image.resize} with {@code BILINEAR} does, to the last
 * bit: a triangle as wide as two pixels of the coarser of both grids, first along rows, then along
 * columns, with weights of 22 fractional bits and a rounding to 8 bits after each.
 */
final class Resampling {
  private static final int FRACTION = 22;

  private Resampling() {}

  /** What each pixel of one axis is made of: its first pixel of the source, and their weights. */
  private static final class Axis {
    private final int[] first;
    private final int[][] weights;

    private Axis(int[] first, int[][] weights) {
      this.first = first;
      this.weights = weights;
    }

    /**
     * A stretch of a resized axis.
     *
     * @param in the source's pixels
     * @param out the resized axis's pixels
     * @param from the first pixel of it that is wanted
     * @param count how many are
     */
    static Axis of(int in, long out, long from, int count) {
      int[] first = new int[count];
      int[][] weights = new int[count][];
      double scale = (double) in / out;
      double support = Math.max(scale, 1);
      for (int i = 0; i < count; i++) {
        double center = (from + i + 0.5) * scale;
        first[i] = Math.max((int) (center - support + 0.5), 0);
        double[] shares = new double[Math.min((int) (center + support + 0.5), in) - first[i]];
        double sum = 0;
        for (int tap = 0; tap < shares.length; tap++) {
          double distance = Math.abs((tap + first[i] - center + 0.5) * (1 / support));
          shares[tap] = distance < 1 ? 1 - distance : 0;
          sum += shares[tap];
        }
        weights[i] = new int[shares.length];
        for (int tap = 0; tap < shares.length; tap++) {
          weights[i][tap] = (int) (0.5 + shares[tap] / sum * (1 << FRACTION));
        }
      }
      return new Axis(first, weights);
    }

    int end(int index) {
      return first[index] + weights[index].length;
    }
  }

  /**
   * The size that a picture gets and the part of it that is wanted.
   *
   * @param width the whole resized picture's; beyond an int where a narrow one is made large
   * @param left the first column that is wanted
   * @param columns how many are
   */
  record Cut(long width, long height, long left, long top, int columns, int rows) {}

  /** Resizes a picture and cuts a part out; nothing else is computed. */
  static Picture bilinear(Picture picture, Cut cut) {
    Axis across = Axis.of(picture.width(), cut.width, cut.left, cut.columns);
    Axis down = Axis.of(picture.height(), cut.height, cut.top, cut.rows);
    int firstRow = down.first[0];
    int rows = down.end(cut.rows - 1) - firstRow;
    int channels = picture.channels();
    int stride = cut.columns * channels;
    byte[] narrowed = new byte[Math.multiplyExact(rows, stride)];
    for (int y = 0; y < rows; y++) {
      int row = (firstRow + y) * picture.width();
      for (int x = 0; x < cut.columns; x++) {
        for (int channel = 0; channel < channels; channel++) {
          int start = (row + across.first[x]) * channels + channel;
          narrowed[y * stride + x * channels + channel] =
              sum(picture.samples(), start, channels, across.weights[x]);
        }
      }
    }
    byte[] resized = new byte[Math.multiplyExact(cut.rows, stride)];
    for (int y = 0; y < cut.rows; y++) {
      int start = (down.first[y] - firstRow) * stride;
      for (int i = 0; i < stride; i++) {
        resized[y * stride + i] = sum(narrowed, start + i, stride, down.weights[y]);
      }
    }
    return new Picture(cut.columns, cut.rows, channels, resized);
  }

  private static byte sum(byte[] samples, int start, int stride, int[] weights) {
    int sum = 1 << (FRACTION - 1);
    int at = start;
    for (int weight : weights) {
      sum += (samples[at] & 0xFF) * weight;
      at += stride;
    }
    return (byte) Math.clamp(sum >> FRACTION, 0, 255);
  }
}
