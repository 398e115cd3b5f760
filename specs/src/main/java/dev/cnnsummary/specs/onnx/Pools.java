package dev.cnnsummary.specs.onnx;

import dev.cnnsummary.specs.function.FunctionalPool;
import dev.cnnsummary.specs.function.FunctionalUnpool;
import dev.cnnsummary.specs.function.GlobalPool;
import dev.cnnsummary.specs.function.Sliding;
import dev.cnnsummary.specs.op.AdaptivePool;
import dev.cnnsummary.specs.op.Op;
import dev.cnnsummary.specs.op.Pool;
import dev.cnnsummary.specs.op.Window;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads pooling. */
final class Pools {
  private Pools() {}

  static @Nullable Mapped map(Call call) {
    return switch (call.type()) {
      case "MaxPool" -> pool(call, FunctionalPool.Kind.MAX);
      case "AveragePool" -> pool(call, FunctionalPool.Kind.AVERAGE);
      case "LpPool" -> pool(call, FunctionalPool.Kind.NORM);
      case "GlobalMaxPool" -> global(call, FunctionalPool.Kind.MAX);
      case "GlobalAveragePool" -> global(call, FunctionalPool.Kind.AVERAGE);
      case "GlobalLpPool" -> global(call, FunctionalPool.Kind.NORM);
      case "MaxUnpool" ->
          Mapped.function(new FunctionalUnpool(kernelled(call), call.has(2)), call.values());
      default -> null;
    };
  }

  private static Sliding kernelled(Call call) {
    Sliding sliding = Slidings.of(call);
    if (sliding.kernel() == null) {
      throw new Fault("kernel_shape is not given");
    }
    return sliding;
  }

  private static Mapped pool(Call call, FunctionalPool.Kind kind) {
    Sliding sliding = kernelled(call);
    Attributes attributes = call.attributes();
    boolean ceilMode = attributes.flag("ceil_mode");
    boolean countIncludePad = attributes.flag("count_include_pad");
    List<Integer> kernel = sliding.kernel();
    Window window =
        kernel == null || call.known(0).isIntegral() ? null : Slidings.window(sliding, kernel);
    if (window != null && call.outputs() <= 1 && isPlain(kind, window)) {
      Pool.Kind plain = kind == FunctionalPool.Kind.MAX ? Pool.Kind.MAX : Pool.Kind.AVERAGE;
      Op op = new Pool(plain, window, ceilMode, countIncludePad, null, false, listed(window));
      return Mapped.function(op, List.of(call.value(0)));
    }
    Op op =
        new FunctionalPool(
            kind,
            sliding,
            ceilMode,
            countIncludePad,
            attributes.power(),
            attributes.flag("storage_order"),
            Math.max(1, call.outputs()));
    return Mapped.function(op, List.of(call.value(0)));
  }

  /** Whether PyTorch's module does the same: padding of at most half the kernel, and so on. */
  private static boolean isPlain(FunctionalPool.Kind kind, Window window) {
    for (int axis = 0; axis < window.axes(); axis++) {
      int before = window.padding().before().get(axis);
      int most = Math.max(before, window.padding().after().get(axis));
      if (most * 2L > window.kernel().get(axis)) {
        return false;
      }
      if (kind == FunctionalPool.Kind.AVERAGE
          && (window.dilation().get(axis) != 1 || before != window.padding().after().get(axis))) {
        return false;
      }
    }
    return kind != FunctionalPool.Kind.NORM;
  }

  private static Set<Pool.Size> listed(Window window) {
    EnumSet<Pool.Size> listed = EnumSet.noneOf(Pool.Size.class);
    list(listed, Pool.Size.KERNEL, window.kernel());
    list(listed, Pool.Size.STRIDE, window.stride());
    list(listed, Pool.Size.PADDING, window.padding().before());
    list(listed, Pool.Size.DILATION, window.dilation());
    return listed;
  }

  private static void list(Set<Pool.Size> listed, Pool.Size size, List<Integer> numbers) {
    if (Set.copyOf(numbers).size() > 1) {
      listed.add(size);
    }
  }

  private static Mapped global(Call call, FunctionalPool.Kind kind) {
    Integer rank = call.known(0).rank();
    if (rank == null || rank < 3 || rank > 5 || kind == FunctionalPool.Kind.NORM) {
      Op op = new GlobalPool(kind, call.attributes().power());
      return Mapped.function(op, List.of(call.value(0)));
    }
    Pool.Kind plain = kind == FunctionalPool.Kind.MAX ? Pool.Kind.MAX : Pool.Kind.AVERAGE;
    Op op = new AdaptivePool(plain, Collections.nCopies(rank - 2, 1), false, false);
    return Mapped.function(op, List.of(call.value(0)));
  }
}
