package dev.cnnsummary.cli.repl;

import dev.cnnsummary.executor.Tensor;

/** Numbers drawn with characters. */
final class Sketch {
  private static final String LEVELS = "▁▂▃▄▅▆▇█";
  private static final String SHADES = " ░▒▓█";

  private Sketch() {}

  /**
   * How the values of a tensor are distributed: a histogram between its least and greatest finite
   * values; empty where there are none.
   */
  static String sparkline(Tensor tensor, int bins) {
    float least = Float.POSITIVE_INFINITY;
    float greatest = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < tensor.numel(); i++) {
      float value = (float) tensor.get(i);
      if (Float.isFinite(value)) {
        least = Math.min(least, value);
        greatest = Math.max(greatest, value);
      }
    }
    if (least > greatest) {
      return "";
    }
    long[] counts = new long[bins];
    long most = 0;
    for (int i = 0; i < tensor.numel(); i++) {
      float value = (float) tensor.get(i);
      if (Float.isFinite(value)) {
        int bin = greatest > least ? (int) ((value - least) / (greatest - least) * bins) : 0;
        most = Math.max(most, ++counts[Math.min(bin, bins - 1)]);
      }
    }
    StringBuilder line = new StringBuilder();
    for (long count : counts) {
      int level = (int) Math.ceil((double) count / most * (LEVELS.length() - 1));
      line.append(count == 0 ? ' ' : LEVELS.charAt(level));
    }
    return line.toString();
  }

  /**
   * A feature map, from its least value (blank) to its greatest (full); a cell of the text is as
   * wide as it is high when it has two characters.
   *
   * @param most how many cells it is wide and high at most: larger maps are averaged
   */
  static String map(float[] values, int height, int width, int most) {
    int rows = Math.min(height, most);
    int columns = Math.min(width, most);
    double[] cells = new double[rows * columns];
    double least = Double.POSITIVE_INFINITY;
    double greatest = Double.NEGATIVE_INFINITY;
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        double mean = mean(values, width, span(row, rows, height), span(column, columns, width));
        cells[row * columns + column] = mean;
        least = Math.min(least, mean);
        greatest = Math.max(greatest, mean);
      }
    }
    StringBuilder text = new StringBuilder();
    for (int row = 0; row < rows; row++) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < columns; column++) {
        double value = cells[row * columns + column];
        double part = greatest > least ? (value - least) / (greatest - least) : 0;
        char shade =
            Double.isNaN(value)
                ? '?'
                : SHADES.charAt((int) Math.min(SHADES.length() - 1, part * SHADES.length()));
        line.append(shade).append(shade);
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }

  private static int[] span(int cell, int cells, int extent) {
    return new int[] {
      (int) ((long) cell * extent / cells), (int) ((long) (cell + 1) * extent / cells)
    };
  }

  private static double mean(float[] values, int width, int[] rows, int[] columns) {
    double sum = 0;
    for (int row = rows[0]; row < rows[1]; row++) {
      for (int column = columns[0]; column < columns[1]; column++) {
        sum += values[row * width + column];
      }
    }
    return sum / ((rows[1] - rows[0]) * (columns[1] - columns[0]));
  }
}
