package dev.cnnsummary.executor.kernels;

import dev.cnnsummary.specs.op.Elementwise;
import java.util.ArrayList;
import java.util.List;

/** Arithmetic of two tensors that broadcast, or of a tensor and a number. */
final class Arithmetic {
  private static final int GRAIN = 16 * 1024;

  private Arithmetic() {}

  static Kernel of(Site site, Elementwise op) {
    if (!site.result(0).dtype().isFloating()) {
      return new OfIntegers(site, op);
    }
    if (op.other() != null) {
      return new WithNumber(site, op.kind(), op.other().floatValue());
    }
    List<Integer> left = site.operand(0).shape();
    List<Integer> right = site.operand(1).shape();
    boolean floating = site.operand(0).dtype().isFloating() && site.operand(1).dtype().isFloating();
    boolean someBlocked = site.isBlocked(0) || site.isBlocked(1);
    boolean finite = op.kind() != Elementwise.Kind.DIV; // 0/0 beyond the last channel would spread
    if (floating && left.equals(right)) {
      return new Same(site, op.kind(), someBlocked && finite && left.size() > 2);
    }
    if (floating && finite && site.isBlocked(0) && isPerChannel(left, right)) {
      return new PerChannel(site, op.kind(), 0, 1);
    }
    if (floating && finite && site.isBlocked(1) && isPerChannel(right, left)) {
      return new PerChannel(site, op.kind(), 1, 0);
    }
    return new Broadcast(site, op.kind());
  }

  private static boolean isPerChannel(List<Integer> whole, List<Integer> factors) {
    return whole.size() > 2
        && factors.size() == whole.size()
        && factors.subList(0, 2).equals(whole.subList(0, 2))
        && factors.subList(2, factors.size()).stream().allMatch(extent -> extent == 1);
  }

  /** Two tensors of one shape, in one layout. */
  private static final class Same implements Kernel {
    private final Loops loops;
    private final Elementwise.Kind kind;
    private final Storage left;
    private final Storage right;
    private final Storage output;
    private final Epilogue epilogue;

    Same(Site site, Elementwise.Kind kind, boolean inBlocks) {
      this.loops = site.loops();
      this.kind = kind;
      left = inBlocks ? site.blocked(0) : site.plain(0);
      right = inBlocks ? site.blocked(1) : site.plain(1);
      output = inBlocks ? site.blockedOutput(0) : site.plainOutput(0);
      epilogue = site.epilogue(output);
    }

    @Override
    public String algorithm() {
      return "elementwise";
    }

    @Override
    public void run(Workers workers) {
      Ranges.run(
          workers,
          (int) output.length(),
          GRAIN,
          (from, to) -> {
            int n = to - from;
            int y = output.offset() + from;
            float[] a = left.floats();
            float[] b = right.floats();
            int ao = left.offset() + from;
            int bo = right.offset() + from;
            if (kind == Elementwise.Kind.ADD) {
              loops.add(a, ao, b, bo, epilogue.clamp(), output.floats(), y, n);
              epilogue.finish(loops, output, y, n);
            } else {
              loops.combine(kind, a, ao, b, bo, output.floats(), y, n);
              epilogue.finishUnclamped(loops, output, y, n);
            }
          });
    }
  }

  /** A tensor and a number, in the layout that the tensor is in. */
  private static final class WithNumber implements Kernel {
    private final Loops loops;
    private final Elementwise.Kind kind;
    private final float number;
    private final Storage input;
    private final Storage output;

    WithNumber(Site site, Elementwise.Kind kind, float number) {
      this.loops = site.loops();
      this.kind = kind;
      this.number = number;
      boolean inBlocks = site.isBlocked(0) && Float.isFinite(number) && number != 0;
      input = inBlocks ? site.blocked(0) : site.plain(0);
      output = inBlocks ? site.blockedOutput(0) : site.plainOutput(0);
    }

    @Override
    public String algorithm() {
      return "elementwise";
    }

    @Override
    public void run(Workers workers) {
      if (!input.isFloating()) {
        for (int i = 0; i < output.length(); i++) {
          output.floats()[output.offset() + i] =
              Scalars.combine(kind, (float) input.integers()[i], number);
        }
        return;
      }
      Ranges.run(
          workers,
          (int) output.length(),
          GRAIN,
          (from, to) ->
              loops.combine(
                  kind,
                  input.floats(),
                  input.offset() + from,
                  number,
                  false,
                  output.floats(),
                  output.offset() + from,
                  to - from));
    }
  }

  /** A tensor in blocks of channels, and one number for each channel of each sample. */
  private static final class PerChannel implements Kernel {
    private final Loops loops;
    private final Elementwise.Kind kind;
    private final Storage whole;
    private final Storage factors;
    private final Storage output;
    private final boolean swapped;

    PerChannel(Site site, Elementwise.Kind kind, int whole, int factors) {
      this.loops = site.loops();
      this.kind = kind;
      this.swapped = whole == 1;
      this.whole = site.blocked(whole);
      this.factors = site.blocked(factors);
      output = site.blockedOutput(0);
    }

    @Override
    public String algorithm() {
      return "elementwise";
    }

    @Override
    public void run(Workers workers) {
      workers.run(output.batch() * output.blocks(), this::runBlock);
    }

    private void runBlock(int block) {
      int lanes = loops.lanes();
      int n = output.pixels() * lanes;
      float[] y = output.floats();
      int to = output.offset() + block * n;
      float[] repeated = new float[n];
      for (int i = 0; i < n; i += lanes) {
        System.arraycopy(factors.floats(), factors.offset() + block * lanes, repeated, i, lanes);
      }
      int from = whole.offset() + block * n;
      if (swapped) {
        loops.combine(kind, repeated, 0, whole.floats(), from, y, to, n);
      } else {
        loops.combine(kind, whole.floats(), from, repeated, 0, y, to, n);
      }
    }
  }

  /** Two tensors in row-major order that broadcast. */
  private static final class Broadcast implements Kernel {
    private final Loops loops;
    private final Elementwise.Kind kind;
    private final Storage left;
    private final Storage right;
    private final Storage output;
    private final int[] leftRows;
    private final int[] rightRows;
    private final int inner;
    private final boolean leftRuns;
    private final boolean rightRuns;

    Broadcast(Site site, Elementwise.Kind kind) {
      this.loops = site.loops();
      this.kind = kind;
      left = site.plain(0);
      right = site.plain(1);
      output = site.plainOutput(0);
      int[] shape = output.shape();
      int[] leftSteps = steps(left, shape);
      int[] rightSteps = steps(right, shape);
      int split = Math.max(0, shape.length - 1);
      while (split > 0 && joins(shape, leftSteps, split) && joins(shape, rightSteps, split)) {
        split--;
      }
      inner = Strides.product(shape, split, shape.length);
      leftRuns = split < shape.length && leftSteps[shape.length - 1] == 1;
      rightRuns = split < shape.length && rightSteps[shape.length - 1] == 1;
      leftRows = rows(shape, leftSteps, split);
      rightRows = rows(shape, rightSteps, split);
    }

    private static int[] steps(Storage operand, int[] shape) {
      int[] strides = Strides.of(operand.shape());
      int[] steps = new int[shape.length];
      int added = shape.length - operand.rank();
      for (int axis = added; axis < shape.length; axis++) {
        steps[axis] = operand.dim(axis - added) == 1 ? 0 : strides[axis - added];
      }
      return steps;
    }

    /** Whether the axis before {@code split} goes on where the axes from there on end. */
    private static boolean joins(int[] shape, int[] steps, int split) {
      return steps[split - 1] == steps[split] * shape[split];
    }

    private static int[] rows(int[] shape, int[] steps, int split) {
      List<int[]> axes = new ArrayList<>();
      for (int axis = 0; axis < split; axis++) {
        axes.add(Strides.steps(shape[axis], steps[axis]));
      }
      return Strides.offsets(axes);
    }

    @Override
    public String algorithm() {
      return "broadcast";
    }

    @Override
    public void run(Workers workers) {
      Ranges.run(workers, leftRows.length, GRAIN / Math.max(1, inner) + 1, this::runRows);
    }

    private void runRows(int from, int to) {
      for (int row = from; row < to; row++) {
        int a = left.offset() + leftRows[row];
        int b = right.offset() + rightRows[row];
        int y = output.offset() + row * inner;
        if (!left.isFloating() || !right.isFloating()) {
          mixed(leftRows[row], rightRows[row], y);
        } else if (leftRuns && rightRuns) {
          loops.combine(kind, left.floats(), a, right.floats(), b, output.floats(), y, inner);
        } else if (leftRuns) {
          float number = right.floats()[b];
          loops.combine(kind, left.floats(), a, number, false, output.floats(), y, inner);
        } else if (rightRuns) {
          float number = left.floats()[a];
          loops.combine(kind, right.floats(), b, number, true, output.floats(), y, inner);
        } else {
          float value = Scalars.combine(kind, left.floats()[a], right.floats()[b]);
          java.util.Arrays.fill(output.floats(), y, y + inner, value);
        }
      }
    }

    /** Integers meet floating-point numbers. */
    private void mixed(int a, int b, int y) {
      for (int i = 0; i < inner; i++) {
        output.floats()[y + i] =
            Scalars.combine(
                kind,
                element(left, a + (leftRuns ? i : 0)),
                element(right, b + (rightRuns ? i : 0)));
      }
    }

    private static float element(Storage storage, int index) {
      return storage.isFloating()
          ? storage.floats()[storage.offset() + index]
          : (float) storage.integers()[index];
    }
  }

  /** Integers, which are few. */
  private static final class OfIntegers implements Kernel {
    private final Elementwise op;
    private final Storage left;
    private final Storage right;
    private final Storage output;
    private final int[] leftPlaces;
    private final int[] rightPlaces;

    OfIntegers(Site site, Elementwise op) {
      this.op = op;
      left = site.plain(0);
      right = op.other() == null ? site.plain(1) : left;
      output = site.plainOutput(0);
      int[] shape = output.shape();
      leftPlaces = Broadcast.rows(shape, Broadcast.steps(left, shape), shape.length);
      rightPlaces = Broadcast.rows(shape, Broadcast.steps(right, shape), shape.length);
    }

    @Override
    public String algorithm() {
      return "integers";
    }

    @Override
    public void run(Workers workers) {
      for (int i = 0; i < leftPlaces.length; i++) {
        long a = left.integers()[leftPlaces[i]];
        long b = op.other() == null ? right.integers()[rightPlaces[i]] : op.other().longValue();
        output.integers()[i] =
            switch (op.kind()) {
              case ADD -> a + b;
              case SUB -> a - b;
              case MUL -> a * b;
              case DIV -> a / b;
              case MAXIMUM -> Math.max(a, b);
              case MINIMUM -> Math.min(a, b);
            };
      }
    }
  }
}
