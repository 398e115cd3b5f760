package dev.cnnsummary.executor.reference;

import dev.cnnsummary.executor.Geometry.Extent;
import dev.cnnsummary.executor.Tensor;
import dev.cnnsummary.specs.graph.Value;
import dev.cnnsummary.specs.shape.DType;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

/** Numbers that follow from names, so that tables need not hold them. */
public final class Fill {
  private static final long GAMMA = 0x9E3779B97F4A7C15L;

  private Fill() {}

  /** Floating-point elements from −3 to 3, integers from 0 to 4, truth values. */
  public static Tensor input(Value input, Extent extent) {
    int numel = Math.toIntExact(extent.numel());
    IntToDoubleFunction uniform = i -> uniform(input.name(), 1, i);
    if (extent.dtype().isFloating()) {
      return floats(extent, i -> 3 * uniform.applyAsDouble(i));
    }
    long[] integers = new long[numel];
    boolean truth = extent.dtype() == DType.BOOL;
    Arrays.setAll(
        integers,
        i -> {
          double v = uniform.applyAsDouble(i);
          return truth ? (v > 0 ? 1 : 0) : (long) Math.floor((v + 1) / 2 * 5);
        });
    return Tensor.of(extent.dtype(), extent.array(), integers);
  }

  /** Scales and variances around 1, anything else around 0. */
  public static Tensor weight(Value weight, Extent extent) {
    if (!extent.dtype().isFloating()) {
      return Tensor.of(extent.dtype(), extent.array(), new long[Math.toIntExact(extent.numel())]);
    }
    String name = weight.name();
    boolean scale = name.endsWith(".weight") && extent.shape().size() == 1;
    return floats(
        extent,
        i -> {
          double v = uniform(name, 0, i);
          return name.endsWith(".running_var") ? 1 + 0.5 * v : scale ? 1 + 0.25 * v : 0.5 * v;
        });
  }

  private static Tensor floats(Extent extent, IntToDoubleFunction element) {
    float[] floats = new float[Math.toIntExact(extent.numel())];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) element.applyAsDouble(i);
    }
    return Tensor.of(extent.array(), floats);
  }

  /** From −1 to 1, by splitmix64 of an FNV-1a hash of the name. */
  private static double uniform(String name, long seed, int index) {
    long z = 0xcbf29ce484222325L;
    for (byte each : name.getBytes(StandardCharsets.UTF_8)) {
      z = (z ^ (each & 0xff)) * 0x100000001b3L;
    }
    z += seed * GAMMA + (index + 1) * GAMMA;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return 2 * (((z ^ (z >>> 31)) >>> 40) * 0x1p-24) - 1;
  }
}
