package dev.cnnsummary.analyzer.rules;

import dev.cnnsummary.analyzer.field.AxisStep;
import dev.cnnsummary.specs.function.GridSample;
import dev.cnnsummary.specs.function.RoiAlign;
import dev.cnnsummary.specs.shape.DType;
import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.Shape;
import dev.cnnsummary.specs.shape.TensorType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What samples images at computed places. FLOPs: two for each neighbour of a sample. */
final class Samplings {
  private Samplings() {}

  private static List<AxisStep> mixed(Operands in, int index) {
    return Collections.nCopies(in.shape(index).rank(), AxisStep.MIXED);
  }

  static Facts facts(RoiAlign align, Operands in) {
    TensorType input = in.floating("roi_align");
    Axes.require(input.shape(), 2, "roi_align");
    Shape regions = in.shape(1);
    if (regions.rank() != 2) {
      throw new Rejection("regions are [R, 4], got " + regions);
    }
    in.equal(regions.dim(1), Dim.of(4), "a region has {left} numbers, not {right}");
    Shape output =
        Shape.of(
            regions.dim(0), input.shape().dim(1), Dim.of(align.height()), Dim.of(align.width()));
    long samples = Math.max(1L, (long) align.samplingRatio() * align.samplingRatio());
    return new Facts(
        List.of(new TensorType(input.dtype(), output)),
        List.of(),
        Dim.ZERO,
        output.numel().times(samples).times(8),
        List.of(mixed(in, 0), mixed(in, 1), mixed(in, 2)),
        false);
  }

  static Facts suppressed(Operands in) {
    Shape shape = Shape.of(in.unknown("count"), Dim.of(3));
    return Facts.of(new TensorType(DType.I64, shape), Dim.ZERO, mixed(in, 0), mixed(in, 1));
  }

  static Facts facts(GridSample sample, Operands in) {
    TensorType input = in.get(0);
    Shape shape = input.shape();
    Shape grid = in.shape(1);
    if (shape.rank() < 3 || grid.rank() != shape.rank()) {
      throw new Rejection("grid_sample takes as many axes of both, got " + shape + " and " + grid);
    }
    in.equal(
        grid.dim(-1), Dim.of(shape.rank() - 2L), "a place has {left} numbers, but needs {right}");
    in.equal(shape.dim(0), grid.dim(0), "there are {left} images, but grids for {right}");
    List<Dim> dims = new ArrayList<>(List.of(shape.dim(0), shape.dim(1)));
    dims.addAll(grid.dims().subList(1, grid.rank() - 1));
    Shape output = Shape.of(dims);
    long taps =
        switch (sample.mode()) {
          case NEAREST -> 0;
          case LINEAR -> 1L << (shape.rank() - 2);
          case CUBIC -> 1L << (2 * (shape.rank() - 2));
        };
    return Facts.of(
        new TensorType(input.dtype(), output),
        output.numel().times(2 * taps),
        mixed(in, 0),
        mixed(in, 1));
  }

  static Facts affineGrid(Operands in) {
    TensorType theta = in.floating("affine_grid");
    List<Dim> size = in.sizes(1, "extents");
    if (size.size() < 4 || size.size() > 5 || theta.shape().rank() != 3) {
      throw new Rejection("affine_grid takes [N, axes, axes+1] and 4 or 5 extents");
    }
    in.equal(theta.shape().dim(0), size.getFirst(), "there are {left} maps, but {right} images");
    List<Dim> dims = new ArrayList<>(List.of(size.getFirst()));
    dims.addAll(size.subList(2, size.size()));
    dims.add(Dim.of(size.size() - 2L));
    Shape output = Shape.of(dims);
    return Facts.of(
        new TensorType(theta.dtype(), output),
        output.numel().times(2L * (size.size() - 1)),
        mixed(in, 0));
  }
}
