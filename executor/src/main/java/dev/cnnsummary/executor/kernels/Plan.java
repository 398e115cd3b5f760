package dev.cnnsummary.executor.kernels;

import dev.cnnsummary.executor.Geometry;
import dev.cnnsummary.specs.graph.Graph;
import dev.cnnsummary.specs.graph.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The kernels of a program in order, and where everything that they read and write will be. Nothing
 * is allocated yet.
 */
public final class Plan {
  /** Places in the arena are multiples of this, in floats: a cache line. */
  private static final int ALIGNMENT = 16;

  private final Graph graph;
  private final Memory memory;
  private final List<Part> parts = new ArrayList<>();
  private final IdentityHashMap<Storage, Lifetime> lifetimes = new IdentityHashMap<>();
  private final List<Storage> order = new ArrayList<>();
  private final Map<Value, Storage> constants = new HashMap<>();
  private long arena = -1;

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
    private long place;

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
      Graph graph, Geometry geometry, List<Step> steps, Loops loops, int threads, boolean direct) {
    this.graph = graph;
    memory = new Memory(geometry, loops, threads, direct);
    for (Value input : graph.inputs()) {
      seen(memory.newPlain(input), 0);
    }
    for (Step step : steps) {
      for (Value input : step.node().inputs()) {
        if (input.isWeight() && !memory.isPlain(input)) {
          constants.put(input, memory.newPlain(input));
        }
      }
      add(step);
    }
    for (Value output : graph.outputs()) {
      keep(memory.any(output));
    }
  }

  private void add(Step step) {
    Site site = new Site(memory, step);
    List<Kernel> kernels = Kernels.prepare(site);
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

  /** The storage that a value will be in: row-major if there is one. */
  public Storage storage(Value value) {
    return memory.any(value);
  }

  /** The storage that an input is to be put in. */
  public Storage input(int input) {
    return memory.plain(graph.inputs().get(input));
  }

  /** Weights that are operands themselves, and where they are to be put. */
  public Map<Value, Storage> constants() {
    return constants;
  }

  /** The floats that packed weights take. */
  public long packedFloats() {
    long floats = 0;
    for (Part part : parts) {
      floats += part.kernel().packedFloats();
    }
    for (Storage constant : constants.values()) {
      floats += constant.length();
    }
    return floats;
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
    float[] arenaMemory = new float[Math.toIntExact(arenaFloats())];
    constants.values().forEach(Storage::allocate);
    for (Storage storage : order) {
      if (isConstant(storage)) {
        continue;
      }
      if (storage.isFloating()) {
        storage.place(
            arenaMemory, Math.toIntExact(Objects.requireNonNull(lifetimes.get(storage)).place));
      } else {
        storage.allocate();
      }
    }
  }

  private boolean isConstant(Storage storage) {
    return constants.containsValue(storage);
  }

  /** The floats of everything, where nothing takes turns. */
  public long eachFloats() {
    long floats = 0;
    for (Storage storage : order) {
      floats += isConstant(storage) ? 0 : storage.length();
    }
    return floats;
  }

  /** The floats of the arena: everything that is there at one time side by side. */
  public long arenaFloats() {
    if (arena < 0) {
      arena = placeAll();
    }
    return arena;
  }

  /** Largest first, each in the lowest gap among those that it shares time with. */
  private long placeAll() {
    List<Storage> floating =
        order.stream()
            .filter(storage -> storage.isFloating() && !isConstant(storage))
            .sorted(Comparator.comparingLong(Storage::length).reversed())
            .toList();
    List<Storage> placed = new ArrayList<>();
    long end = 0;
    for (Storage storage : floating) {
      Lifetime lifetime = Objects.requireNonNull(lifetimes.get(storage));
      lifetime.place = lowestGap(storage, lifetime, placed);
      placed.add(storage);
      end = Math.max(end, lifetime.place + storage.length());
    }
    return end;
  }

  private long lowestGap(Storage storage, Lifetime lifetime, List<Storage> placed) {
    long[][] taken =
        placed.stream()
            .filter(other -> overlaps(lifetime, Objects.requireNonNull(lifetimes.get(other))))
            .map(other -> {
              long place = Objects.requireNonNull(lifetimes.get(other)).place;
              return new long[] {place, place + other.length()};
            })
            .sorted(Comparator.comparingLong((long[] range) -> range[0]))
            .toArray(long[][]::new);
    long place = 0;
    for (long[] range : taken) {
      if (range[0] - place >= storage.length()) {
        break;
      }
      place = Math.max(place, Math.ceilDiv(range[1], (long) ALIGNMENT) * ALIGNMENT);
    }
    return place;
  }

  private static boolean overlaps(Lifetime a, Lifetime b) {
    return a.first <= b.last && b.first <= a.last;
  }
}
