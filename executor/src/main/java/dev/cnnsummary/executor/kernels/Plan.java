package dev.cnnsummary.executor.kernels;

import dev.cnnsummary.executor.ExecutionException;
import dev.cnnsummary.executor.Geometry;
import dev.cnnsummary.specs.graph.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The kernels of a program in order, and where everything that they read and write will be. Nothing
 * is allocated yet.
 */
public final class Plan {
  private final Section section;
  private final Memory memory;
  private final List<Part> parts = new ArrayList<>();
  private final IdentityHashMap<Storage, Lifetime> lifetimes = new IdentityHashMap<>();
  private final List<Storage> order = new ArrayList<>();
  private final Map<Value, Storage> constants = new HashMap<>();
  private @Nullable Arena arena;

  /**
   * One kernel and the step that it belongs to.
   *
   * @param step the step; that of the kernel which needs it for a change of layout
   * @param kernel what computes
   */
  public record Part(Step step, Kernel kernel) {}

  private static final class Lifetime {
    private final int first;
    private int last;

    Lifetime(int first) {
      this.first = first;
      this.last = first;
    }
  }

  /**
   * Prepares kernels.
   *
   * @param threads how many will work at once
   * @param direct whether an element must be computed from those that it depends on and no others
   */
  public Plan(
      Section section,
      Geometry geometry,
      List<Step> steps,
      Loops loops,
      int threads,
      boolean direct) {
    this.section = section;
    memory = new Memory(geometry, loops, threads, direct);
    for (Value input : section.inputs()) {
      seen(memory.newPlain(input), 0);
    }
    for (Step step : steps) {
      for (Value input : step.inputs()) {
        if (Section.isFixed(input) && !memory.isPlain(input)) {
          constants.put(input, memory.newPlain(input));
        }
      }
      add(step);
    }
    for (Value output : section.outputs()) {
      if (Section.isFixed(output) && !memory.isPlain(output)) {
        constants.put(output, memory.newPlain(output));
      }
      keep(memory.any(output));
    }
  }

  private void add(Step step) {
    Site site = new Site(memory, step);
    List<Kernel> kernels = prepare(site);
    for (Relayout copy : memory.takeCopies()) {
      parts.add(new Part(step, copy));
      seen(copy.from(), parts.size());
      seen(copy.to(), parts.size());
    }
    int first = parts.size() + 1;
    for (Kernel kernel : kernels) {
      parts.add(new Part(step, kernel));
    }
    for (int time = first; time <= parts.size(); time++) {
      int now = time;
      site.reads().forEach(storage -> seen(storage, now));
      site.writes().forEach(storage -> seen(storage, now));
    }
  }

  private static List<Kernel> prepare(Site site) {
    try {
      return Kernels.prepare(site);
    } catch (IllegalArgumentException e) {
      throw new ExecutionException(site.node().path() + ": " + e.getMessage(), e);
    } catch (ArithmeticException e) {
      throw new ExecutionException(
          site.node().path() + ": takes more than 2³¹ elements at once", e);
    }
  }

  private void seen(Storage storage, int time) {
    Storage owner = storage.owner();
    Lifetime known = lifetimes.get(owner);
    if (known == null) {
      lifetimes.put(owner, new Lifetime(time));
      order.add(owner);
    } else {
      known.last = Math.max(known.last, time);
    }
  }

  private void keep(Storage storage) {
    seen(storage, parts.size() + 1);
  }

  /** The kernels in order. */
  public List<Part> parts() {
    return parts;
  }

  /** Begins to have the matrix kernels compiled that it will need. */
  public WarmUp warmUp() {
    Set<MatrixKernel> kernels = new HashSet<>();
    parts.forEach(part -> kernels.addAll(part.kernel().matrixKernels()));
    return new WarmUp(memory.loops(), kernels);
  }

  /** The storage that a value will be in: row-major if there is one. */
  public Storage storage(Value value) {
    return memory.any(value);
  }

  /** The storage that an input is to be put in. */
  public Storage input(int input) {
    return memory.plain(section.inputs().get(input));
  }

  /** Weights and constants that are operands themselves, and where they are to be put. */
  public Map<Value, Storage> constants() {
    return constants;
  }

  /** The bytes that packed weights take, and weights that are operands themselves. */
  public long weightBytes() {
    long bytes = 0;
    for (Part part : parts) {
      bytes += part.kernel().packedFloats() * Float.BYTES;
    }
    for (Storage constant : constants.values()) {
      bytes += constant.bytes();
    }
    return bytes;
  }

  /** The bytes of all values, where nothing takes turns. */
  public long eachBytes() {
    return values().mapToLong(Storage::bytes).sum();
  }

  /** The bytes of the arena, and of integers, which stand beside it. */
  public long arenaBytes() {
    long integers = values().filter(each -> !each.isFloating()).mapToLong(Storage::bytes).sum();
    return integers + arena().length() * Float.BYTES;
  }

  private Stream<Storage> values() {
    return order.stream().filter(storage -> !constants.containsValue(storage));
  }

  private Arena arena() {
    if (arena == null) {
      arena = new Arena(stays());
    }
    return arena;
  }

  /** How long each floating-point value is needed. */
  List<Arena.Stay> stays() {
    return values()
        .filter(Storage::isFloating)
        .map(storage -> {
          Lifetime lifetime = Objects.requireNonNull(lifetimes.get(storage));
          return new Arena.Stay(storage, lifetime.first, lifetime.last);
        })
        .toList();
  }

  /**
   * Allocates memory of its own for everything, so that every value can be looked at afterwards.
   */
  public void allocateEach() {
    order.forEach(Storage::allocate);
    constants.values().forEach(Storage::allocate);
  }

  /** Allocates one arena in which values take turns. */
  public void allocateArena() {
    Arena places = arena();
    if (places.length() > Integer.MAX_VALUE) {
      throw new ExecutionException(
          "values that are needed at one time take "
              + places.length()
              + " numbers, and there is room for "
              + Integer.MAX_VALUE
              + " in one array: a smaller input or batch takes less");
    }
    float[] memoryOfAll = new float[(int) places.length()];
    constants.values().forEach(Storage::allocate);
    values()
        .forEach(storage -> {
          if (storage.isFloating()) {
            storage.place(memoryOfAll, (int) places.place(storage));
          } else {
            storage.allocate();
          }
        });
  }
}
