package dev.cnnsummary.executor.weights;

import dev.cnnsummary.executor.ExecutionException;
import dev.cnnsummary.executor.Geometry.Extent;
import dev.cnnsummary.executor.Tensor;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;

/**
 * Numbers that are a function of a name, a seed and an index, the same on every machine, so that
 * results can be compared without weight files.
 *
 * <p>{@code v(name, i) = 2·u − 1} with {@code u = (mix(hash(name) + seed·G + (i + 1)·G) >>> 40) ·
 * 2^-24}: {@code hash} is the 64-bit FNV-1a hash of the name in UTF-8, {@code mix} the output
 * function of SplitMix64, {@code G = 0x9E3779B97F4A7C15} its increment and {@code i} the index in
 * row-major order. Everything is computed in double precision and rounded to float once.
 */
public final class Fill {
  private static final long INCREMENT = 0x9E3779B97F4A7C15L;
  private static final int CHUNK = 1 << 16;

  private Fill() {}

  /**
   * An input tensor: {@code v(name, i)} as it is, from −1 up to 1.
   *
   * @param name the input's name; {@code input} where a model has but one
   * @throws ExecutionException if the input is not of a floating-point type
   */
  public static Tensor input(String name, Extent extent, long seed) {
    if (!extent.dtype().isFloating()) {
      throw new ExecutionException(
          "the input '"
              + name
              + "' is of type "
              + extent.dtype().text()
              + ": a seed makes floating-point numbers only");
    }
    float[] elements = new float[Math.toIntExact(extent.numel())];
    affine(name, seed, 0, 1, elements, elements.length);
    return Tensor.of(extent.array(), elements);
  }

  /** Puts {@code offset + scale · v(name, i)} into the first elements of an array. */
  static void affine(
      String name, long seed, double offset, double scale, float[] target, int length) {
    long start = hash(name) + seed * INCREMENT;
    inChunks(length, (_, from, to) -> fill(target, from, to, start, offset, scale));
  }

  private static void fill(
      float[] elements, int from, int to, long start, double offset, double scale) {
    for (int i = from; i < to; i++) {
      double uniform = (mix(start + (i + 1L) * INCREMENT) >>> 40) * 0x1p-24;
      elements[i] = (float) (offset + scale * (2 * uniform - 1));
    }
  }

  /** What is done with the elements {@code from} to {@code to − 1}, the chunk of a number. */
  interface Chunk {
    void run(int number, int from, int to);
  }

  /** Hands chunks of always the same size to all processors. */
  static void inChunks(int length, Chunk chunk) {
    IntStream.range(0, Math.ceilDiv(length, CHUNK))
        .parallel()
        .forEach(number -> {
          int from = number * CHUNK;
          chunk.run(number, from, from + Math.min(CHUNK, length - from));
        });
  }

  /** FNV-1a of 64 bits over the UTF-8 form (Fowler, Noll, Vo). */
  static long hash(String name) {
    long hash = 0xCBF29CE484222325L;
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (b & 0xFF)) * 0x100000001B3L;
    }
    return hash;
  }

  /** SplitMix64's output function (Steele, Lea and Flood 2014; Stafford's variant 13). */
  static long mix(long state) {
    long mixed = (state ^ (state >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }
}
