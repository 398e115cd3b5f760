package dev.cnnsummary.executor.kernels;

import dev.cnnsummary.specs.op.Activation;
import dev.cnnsummary.specs.op.Elementwise;

/**
 * The inner loops, which are all that knows of vectors. One implementation uses the Vector API, the
 * other plain Java; a program takes one of them for all its kernels.
 */
public interface Loops {
  /** What a person is told about it. */
  String name();

  /** The elements of a vector: the size of a block of channels. A power of two. */
  int lanes();

  /**
   * Multiplies and adds in registers only, for a measure of what the machine can do.
   *
   * @return how many numbers were multiplied and added
   */
  long multiplyAdds(int rounds);

  /** The rows that {@link #blocked} can do at once, most first; the last is 1. */
  int[] blockedRows();

  /** The rows that {@link #plain} can do at once, most first; the last is 1. */
  int[] plainRows();

  /**
   * A matrix kernel whose {@code a} is blocked; see {@link Tile}.
   *
   * @param rows one of {@link #blockedRows}
   * @param vectors 1 or 2
   * @param a where the first row starts
   * @param k how many products are summed
   * @param w where the column tile starts
   * @param bias where its bias starts
   * @param out where the first row's first vector goes
   */
  void blocked(Tile tile, int rows, int vectors, int a, int k, int w, int bias, int out);

  /** A matrix kernel whose {@code a} is plain; otherwise as {@link #blocked}. */
  void plain(Tile tile, int rows, int vectors, int a, int k, int w, int bias, int out);

  /**
   * A depthwise convolution of some neighbouring pixels of one block: {@code y[i] = clamp(bias + Σ
   * x[i + taps[t]]·w[t])}, where pixels, taps of {@code w} and {@code bias} are vectors.
   */
  void depthwise(
      float[] x,
      int xo,
      int[] taps,
      float[] w,
      int wo,
      float[] bias,
      int bo,
      Clamp clamp,
      float[] y,
      int yo,
      int pixels);

  /**
   * A row of a depthwise convolution of one block: {@code y[i] = clamp(bias + Σ x[rows[r] + step·i
   * + t]·w[r, t])}, where pixels, taps of {@code w} and {@code bias} are vectors.
   *
   * @param rows where the rows of the window begin in {@code x}
   * @param count how many of them there are
   * @param taps the window's extent along the row: 3, 5 or 7
   * @param step from what an output sees to what the next one sees: 1 or 2 pixels
   */
  void depthwiseRow(
      float[] x,
      int[] rows,
      int count,
      int taps,
      int step,
      float[] w,
      int wo,
      float[] bias,
      int bo,
      Clamp clamp,
      float[] y,
      int yo,
      int pixels);

  /** {@code y = f(x)}. */
  void activate(Activation f, float[] x, int xo, float[] y, int yo, int n);

  /** {@code y = clamp(x)}. */
  void clamp(float[] x, int xo, Clamp clamp, float[] y, int yo, int n);

  /** {@code y = clamp(a + b)}. */
  void add(float[] a, int ao, float[] b, int bo, Clamp clamp, float[] y, int yo, int n);

  /** {@code y = a ∘ b}. */
  void combine(
      Elementwise.Kind kind, float[] a, int ao, float[] b, int bo, float[] y, int yo, int n);

  /** {@code y = a ∘ b} with one number on the right, or on the left where {@code swapped}. */
  void combine(
      Elementwise.Kind kind, float[] a, int ao, float b, boolean swapped, float[] y, int yo, int n);

  /** {@code y = clamp(x·scale + shift)} for each pixel of a block; scale and shift are vectors. */
  void scale(
      float[] x,
      int xo,
      float[] scale,
      float[] shift,
      int so,
      Clamp clamp,
      float[] y,
      int yo,
      int pixels);

  /** {@code y = clamp(x·scale + shift)}. */
  void scale(float[] x, int xo, float scale, float shift, Clamp clamp, float[] y, int yo, int n);

  /** {@code y += alpha·x}. */
  void accumulate(float alpha, float[] x, int xo, float[] y, int yo, int n);

  /** {@code y[i] += x[i]} for vectors that are {@code stride} elements apart in {@code y}. */
  void scatterAdd(float[] x, int xo, float[] y, int yo, int stride, int pixels);

  /** The greatest of each lane over a box of pixels of a block; NaN where there is one. */
  void maximum(float[] x, int xo, Box box, float[] y, int yo);

  /** The sum of each lane over a box of pixels of a block, times a factor. */
  void sum(float[] x, int xo, Box box, float factor, float[] y, int yo);

  /** {@code Σ a·b}. */
  float dot(float[] a, int ao, float[] b, int bo, int n);

  /** {@code y[i] = Σ a·b} for eight rows of {@code a} that are {@code stride} apart. */
  void dots(float[] a, int ao, int stride, float[] b, int bo, int n, float[] y, int yo);

  /** {@code Σ x}. */
  float sum(float[] x, int xo, int n);

  /** {@code Σ (x − center)}. */
  float deviation(float[] x, int xo, float center, int n);

  /** {@code y = ((x − center) − rest)·factor + amount}. */
  void normalize(
      float[] x,
      int xo,
      float center,
      float rest,
      float factor,
      float amount,
      float[] y,
      int yo,
      int n);

  /** {@code Σ (x − center)²}. */
  float squares(float[] x, int xo, float center, int n);

  /** The greatest; NaN where there is one. */
  float maximum(float[] x, int xo, int n);

  /** {@code y = exp(x − shift)}; returns its sum. */
  float exponentials(float[] x, int xo, float shift, float[] y, int yo, int n);

  /** Copies vectors that are {@code stride} elements apart, to one behind the other. */
  void gather(float[] x, int xo, int stride, float[] y, int yo, int pixels);

  /** Copies elements that are {@code stride} apart, to one behind the other. */
  void pick(float[] x, int xo, int stride, float[] y, int yo, int n);

  /** Copies vectors that stand one behind the other, to {@code stride} elements apart. */
  void spread(float[] x, int xo, float[] y, int yo, int stride, int pixels);

  /** {@code y = Σ factors[t]·x[offsets[t]]}, a vector each. */
  void blend(float[] x, int xo, int[] offsets, float[] factors, int taps, float[] y, int yo);

  /**
   * The input transform of Winograd's algorithm of one tile of pixels, as large as it has points.
   *
   * @param points 4 or 6, on either axis
   * @param pitch from one row of pixels to the next
   * @param between room for as many vectors as there are pixels
   * @param step from one place of the transformed tile to the next
   */
  void winogradInput(
      int points, float[] x, int xo, int pitch, float[] between, float[] y, int yo, int step);

  /**
   * The same of 6 points of one axis.
   *
   * @param xs from one pixel to the next
   * @param step from one place of the transformed tile to the next
   */
  void winogradInputLine(float[] x, int xo, int xs, float[] y, int yo, int step);

  /**
   * The output transform of Winograd's algorithm of one tile, to whose pixels a bias is added
   * before they are clamped.
   *
   * @param points 4 or 6, on either axis
   * @param rows of pixels: 2 of 4 points, 2 to 4 of 6
   * @param columns of pixels, likewise
   * @param step from one place of the transformed tile to the next
   * @param between room for {@code points·rows} vectors
   * @param pitch from one row of pixels to the next
   */
  void winogradOutput(
      int points,
      int rows,
      int columns,
      float[] x,
      int xo,
      int step,
      float[] between,
      float[] bias,
      int bo,
      Clamp clamp,
      float[] y,
      int yo,
      int pitch);

  /**
   * The same of 6 points of one axis.
   *
   * @param outputs the pixels: 2 to 4
   * @param ys from one pixel to the next
   */
  void winogradOutputLine(
      int outputs,
      float[] x,
      int xo,
      int step,
      float[] bias,
      int bo,
      Clamp clamp,
      float[] y,
      int yo,
      int ys);
}
