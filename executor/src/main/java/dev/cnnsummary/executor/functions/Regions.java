package dev.cnnsummary.executor.functions;

import dev.cnnsummary.executor.Draft;
import dev.cnnsummary.executor.Tensor;
import dev.cnnsummary.specs.function.RoiAlign;
import java.util.List;

/** Regions of images pooled to one size (He et al. 2017). */
final class Regions {
  private final RoiAlign align;
  private final Tensor image;
  private final int rows;
  private final int columns;

  private Regions(RoiAlign align, Tensor image) {
    this.align = align;
    this.image = image;
    this.rows = image.dim(2);
    this.columns = image.dim(3);
  }

  static Result of(RoiAlign align, List<Tensor> in) {
    Tensor image = in.get(0);
    Tensor regions = in.get(1);
    Tensor owners = in.get(2);
    Axes.require(
        image.rank() == 4
            && regions.rank() == 2
            && regions.dim(1) == 4
            && owners.numel() == regions.dim(0)
            && align.height() > 0
            && align.width() > 0,
        regions + " of " + owners + " are no regions of " + image);
    int channels = image.dim(1);
    int bins = align.height() * align.width();
    Draft output =
        new Draft(image.dtype(), regions.dim(0), channels, align.height(), align.width());
    Regions pooled = new Regions(align, image);
    for (int region = 0; region < regions.dim(0); region++) {
      long owner = owners.integer(region);
      Axes.require(
          0 <= owner && owner < image.dim(0),
          "there is no image " + owner + " among " + image.dim(0));
      for (int i = 0; i < channels * bins; i++) {
        int plane = ((int) owner * channels + i / bins) * image.dim(2) * image.dim(3);
        double bin = pooled.bin(regions, region, i % bins, plane);
        output.put(region * channels * bins + i, bin);
      }
    }
    return Result.of(output);
  }

  private double bin(Tensor regions, int region, int bin, int plane) {
    double offset = align.aligned() ? 0.5 : 0;
    double left = regions.get(region * 4) * align.spatialScale() - offset;
    double top = regions.get(region * 4 + 1) * align.spatialScale() - offset;
    double width = regions.get(region * 4 + 2) * align.spatialScale() - offset - left;
    double height = regions.get(region * 4 + 3) * align.spatialScale() - offset - top;
    if (!align.aligned()) {
      width = Math.max(width, 1);
      height = Math.max(height, 1);
    }
    double binWidth = width / align.width();
    double binHeight = height / align.height();
    int across = align.samplingRatio() > 0 ? align.samplingRatio() : (int) Math.ceil(binWidth);
    int down = align.samplingRatio() > 0 ? align.samplingRatio() : (int) Math.ceil(binHeight);
    double startX = left + bin % align.width() * binWidth;
    double startY = top + Math.floorDiv(bin, align.width()) * binHeight;
    double sum = 0;
    double most = Double.NEGATIVE_INFINITY;
    for (int j = 0; j < down; j++) {
      for (int i = 0; i < across; i++) {
        double[] corners =
            corners(
                startX + (i + 0.5) * binWidth / across,
                startY + (j + 0.5) * binHeight / down,
                plane);
        for (double corner : corners) {
          sum += corner;
          most = Math.max(most, corner);
        }
      }
    }
    int count = Math.max(1, across * down);
    // ONNX takes the greatest of the weighted neighbours, not of the samples
    return align.max() ? (most == Double.NEGATIVE_INFINITY ? 0 : most) : sum / count;
  }

  /** The neighbours of a place, each by its weight; zeros beyond one element outside. */
  private double[] corners(double x, double y, int plane) {
    if (y < -1 || y > rows || x < -1 || x > columns) {
      return new double[4];
    }
    double top = Math.clamp(y, 0.0, rows - 1.0);
    double left = Math.clamp(x, 0.0, columns - 1.0);
    int row = (int) top;
    int column = (int) left;
    int nextRow = Math.min(row + 1, rows - 1);
    int nextColumn = Math.min(column + 1, columns - 1);
    double down = top - row;
    double right = left - column;
    return new double[] {
      (1 - down) * (1 - right) * image.get(plane + row * columns + column),
      (1 - down) * right * image.get(plane + row * columns + nextColumn),
      down * (1 - right) * image.get(plane + nextRow * columns + column),
      down * right * image.get(plane + nextRow * columns + nextColumn)
    };
  }
}
