package dev.cnnsummary.executor.kernels;

import dev.cnnsummary.executor.Geometry.Extent;
import dev.cnnsummary.specs.graph.Node;
import dev.cnnsummary.specs.graph.Value;
import dev.cnnsummary.specs.op.Activation;
import dev.cnnsummary.specs.op.Op;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a kernel is prepared: what it reads and writes, in the layouts that it asks for, and the
 * memory that it works in.
 */
final class Site {
  private final Memory memory;
  private final Step step;
  private final List<Storage> reads;
  private final List<Storage> writes;

  Site(Memory memory, Step step) {
    this(memory, step, new ArrayList<>(), new ArrayList<>());
  }

  private Site(Memory memory, Step step, List<Storage> reads, List<Storage> writes) {
    this.memory = memory;
    this.step = step;
    this.reads = reads;
    this.writes = writes;
  }

  /** That of the depthwise convolution which follows at once; null for none. */
  @Nullable Site depthwise() {
    Step next = step.depthwise();
    return next == null ? null : new Site(memory, next, reads, writes);
  }

  /** What is taken of the node's sums. */
  @Nullable Activation activation() {
    return step.activation();
  }

  Node node() {
    return step.node();
  }

  Op op() {
    return step.node().op();
  }

  Loops loops() {
    return memory.loops();
  }

  int threads() {
    return memory.threads();
  }

  /** Whether an element must be computed from those that it depends on and no others. */
  boolean isDirect() {
    return memory.isDirect();
  }

  /** Factors for the channels of the operand; null for none. In either layout. */
  @Nullable Storage factors() {
    return step.gate() == null ? null : read(memory.any(step.gate().factors()));
  }

  /** A batch normalisation that is to be folded into the weights. */
  @Nullable Node norm() {
    return step.norm();
  }

  /** The number of data operands. */
  int operands() {
    return step.inputs().size();
  }

  /** The type and extents of a data operand. */
  Extent operand(int operand) {
    return memory.extent(step.inputs().get(operand));
  }

  /** Refuses integers, which PyTorch does not pool either, or only some of them. */
  void requireFloatingPool() {
    if (!operand(0).dtype().isFloating()) {
      throw new IllegalArgumentException(
          "pooling is computed of floating-point elements only, not of "
              + operand(0).dtype().text());
    }
  }

  /** The number of outputs. */
  int results() {
    return step.outputs().size();
  }

  /** The type and extents of an output. */
  Extent result(int output) {
    return memory.extent(step.outputs().get(output));
  }

  /** A weight of the node. */
  Value weight(int slot) {
    return step.node().weights().get(slot);
  }

  /** Whether a data operand is at hand in blocks of channels. */
  boolean isBlocked(int operand) {
    return memory.isBlocked(step.inputs().get(operand));
  }

  /** Whether a data operand is at hand in row-major order. */
  boolean isPlain(int operand) {
    return memory.isPlain(step.inputs().get(operand));
  }

  /** A data operand in row-major order, copied to it if need be. */
  Storage plain(int operand) {
    return read(memory.plain(step.inputs().get(operand)));
  }

  /** A data operand in blocks of channels, copied to them if need be. */
  Storage blocked(int operand) {
    return read(memory.blocked(step.inputs().get(operand)));
  }

  private Storage read(Storage storage) {
    reads.add(storage);
    return storage;
  }

  /** Memory for an output in row-major order. */
  Storage plainOutput(int output) {
    return written(memory.newPlain(step.outputs().get(output)));
  }

  /** Memory for an output in blocks of channels. */
  Storage blockedOutput(int output) {
    return written(memory.newBlocked(step.outputs().get(output)));
  }

  private Storage written(Storage storage) {
    writes.add(storage);
    return storage;
  }

  /** Memory for the time that the kernel runs. */
  Storage scratch(int length) {
    Storage storage = Storage.scratch(length);
    writes.add(storage);
    return storage;
  }

  /** Makes an output the operand itself, in row-major order by its own extents. */
  void share(int operand, int output) {
    memory.share(step.inputs().get(operand), step.outputs().get(output));
  }

  /** What is done to the sums, where the output is in the layout of {@code output}. */
  Epilogue epilogue(Storage output) {
    Value addend = step.addend();
    if (addend == null) {
      return new Epilogue(null, step.activation());
    }
    return new Epilogue(
        read(output.isBlocked() ? memory.blocked(addend) : memory.plain(addend)),
        step.activation());
  }

  List<Storage> reads() {
    return reads;
  }

  List<Storage> writes() {
    return writes;
  }
}
