package dev.cnnsummary.executor.kernels;

import dev.cnnsummary.executor.Geometry;
import dev.cnnsummary.executor.Geometry.Extent;
import dev.cnnsummary.specs.graph.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Where the values of a program are while its kernels are prepared: each in one layout or both.
 * Asking for one that is missing puts a copy before the kernel that asks.
 */
final class Memory {
  private final Geometry geometry;
  private final Loops loops;
  private final int threads;
  private final boolean direct;
  private final Map<Integer, Storage> plain = new HashMap<>();
  private final Map<Integer, Storage> blocked = new HashMap<>();
  private final List<Relayout> copies = new ArrayList<>();

  Memory(Geometry geometry, Loops loops, int threads, boolean direct) {
    this.geometry = geometry;
    this.loops = loops;
    this.threads = threads;
    this.direct = direct;
  }

  Loops loops() {
    return loops;
  }

  int threads() {
    return threads;
  }

  boolean isDirect() {
    return direct;
  }

  Extent extent(Value value) {
    return geometry.of(value);
  }

  boolean isBlocked(Value value) {
    return blocked.containsKey(value.index());
  }

  boolean isPlain(Value value) {
    return plain.containsKey(value.index());
  }

  Storage newPlain(Value value) {
    Storage storage = Storage.plain(extent(value));
    plain.put(value.index(), storage);
    return storage;
  }

  Storage newBlocked(Value value) {
    Storage storage = Storage.blocked(extent(value), loops.lanes());
    blocked.put(value.index(), storage);
    return storage;
  }

  Storage plain(Value value) {
    Storage known = plain.get(value.index());
    if (known != null) {
      return known;
    }
    Storage from = Objects.requireNonNull(blocked.get(value.index()), value.name());
    Storage to = newPlain(value);
    copies.add(new Relayout(from, to));
    return to;
  }

  Storage blocked(Value value) {
    Storage known = blocked.get(value.index());
    if (known != null) {
      return known;
    }
    Storage from = Objects.requireNonNull(plain.get(value.index()), value.name());
    Storage to = newBlocked(value);
    copies.add(new Relayout(from, to));
    return to;
  }

  /** Whichever layout a value is in. */
  Storage any(Value value) {
    Storage known = plain.getOrDefault(value.index(), blocked.get(value.index()));
    if (known == null) {
      throw new IllegalArgumentException(
          value.name() + " is no value of this network that is kept");
    }
    return known;
  }

  /** Makes a value another name for one: the same elements in the same order. */
  void share(Value from, Value to) {
    boolean sameShape = extent(from).shape().equals(extent(to).shape());
    Storage inBlocks = blocked.get(from.index());
    if (sameShape && inBlocks != null) {
      blocked.put(to.index(), inBlocks);
    }
    if (inBlocks == null || !sameShape || plain.containsKey(from.index())) {
      plain.put(to.index(), plain(from).as(extent(to)));
    }
  }

  /** The copies that were asked for since the last call. */
  List<Relayout> takeCopies() {
    List<Relayout> taken = List.copyOf(copies);
    copies.clear();
    return taken;
  }
}
