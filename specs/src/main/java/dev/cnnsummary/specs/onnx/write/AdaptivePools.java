package dev.cnnsummary.specs.onnx.write;

import dev.cnnsummary.specs.op.AdaptivePool;
import dev.cnnsummary.specs.op.Pool;
import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * Pooling to a given size: of the whole, with equal windows, or region by region where the size
 * does not divide the input's.
 */
final class AdaptivePools {
  private AdaptivePools() {}

  static void pool(AdaptivePool pool, Emitter emitter) {
    boolean max = pool.kind() == Pool.Kind.MAX;
    if (pool.returnIndices()) {
      List<Long> kernel = equalWindows(emitter);
      if (kernel == null) {
        throw new NoForm("the positions of maxima of regions that overlap");
      }
      List<String> made =
          emitter.addAll(
              "MaxPool",
              List.of(emitter.input(0)),
              2,
              Attributes.integers("kernel_shape", kernel),
              Attributes.integers("strides", kernel));
      emitter.put(0, made.get(0));
      emitter.put(1, Windows.inPlane(emitter, made.get(1)));
      return;
    }
    emitter.put(0, pooled(max, emitter));
  }

  /** The means or maxima of the regions that the output's extents make of the input's. */
  static String pooled(boolean max, Emitter emitter) {
    Shape output = emitter.output(0).shape();
    boolean whole = output.dims().subList(2, output.rank()).stream().allMatch(Dim.ONE::equals);
    String input = emitter.input(0);
    if (whole) {
      return emitter.add(max ? "GlobalMaxPool" : "GlobalAveragePool", List.of(input));
    }
    List<Long> kernel = equalWindows(emitter);
    if (kernel != null) {
      return emitter.add(
          max ? "MaxPool" : "AveragePool",
          List.of(input),
          Attributes.integers("kernel_shape", kernel),
          Attributes.integers("strides", kernel));
    }
    String pooled = input;
    for (int axis = 2; axis < output.rank(); axis++) {
      if (!output.dim(axis).equals(emitter.shape(0).dim(axis))) {
        pooled = regions(max, pooled, axis, emitter);
      }
    }
    return pooled;
  }

  /** The windows' extents where all of an axis are equal; null where one's are not. */
  private static @org.jspecify.annotations.Nullable List<Long> equalWindows(Emitter emitter) {
    Shape input = emitter.shape(0);
    Shape output = emitter.output(0).shape();
    List<Long> kernel = new ArrayList<>();
    for (int axis = 2; axis < input.rank(); axis++) {
      if (input.dim(axis).equals(output.dim(axis))) {
        kernel.add(1L);
        continue;
      }
      long from = Emitter.number(input.dim(axis), "an extent of the input");
      long to = Emitter.number(output.dim(axis), "an extent of the output");
      if (from % to != 0) {
        return null;
      }
      kernel.add(from / to);
    }
    return kernel;
  }

  /** Along one axis: output {@code o} takes {@code ⌊o·n/size⌋ … ⌈(o+1)·n/size⌉ − 1}. */
  private static String regions(boolean max, String input, int axis, Emitter emitter) {
    long extent = Emitter.number(emitter.shape(0).dim(axis), "an extent of the input");
    long size = Emitter.number(emitter.output(0).shape().dim(axis), "an extent of the output");
    List<String> parts = new ArrayList<>();
    for (long o = 0; o < size; o++) {
      String part =
          emitter.slice(
              input, axis, Math.floorDiv(o * extent, size), Math.ceilDiv((o + 1) * extent, size));
      parts.add(emitter.reduce(max ? "ReduceMax" : "ReduceMean", part, List.of((long) axis), true));
    }
    return emitter.concat(parts, axis);
  }
}
