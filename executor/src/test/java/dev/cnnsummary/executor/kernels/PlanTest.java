package dev.cnnsummary.executor.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cnnsummary.executor.Geometry;
import dev.cnnsummary.executor.Tensor;
import dev.cnnsummary.executor.kernels.Plan.Part;
import dev.cnnsummary.executor.reference.Fill;
import dev.cnnsummary.executor.reference.TorchCase;
import dev.cnnsummary.specs.graph.Graph;
import dev.cnnsummary.specs.graph.Value;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a plan says of memory before there is any, against the arrays that there are afterwards. */
class PlanTest {
  static Stream<TorchCase> cases() {
    return TorchCase.all();
  }

  private static Plan plan(TorchCase network) {
    Graph graph = network.graph();
    Geometry geometry = Geometry.of(graph, network.inputs());
    Section section = Section.of(graph);
    return new Plan(section, geometry, Fusion.of(section, geometry), new ScalarLoops(), 2, false);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void valuesThatAreNeededTogetherStandApart(TorchCase network) {
    ArenaTest.requireApart(plan(network).stays());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void weightsTakeWhatWasSaid(TorchCase network) throws IllegalAccessException {
    Geometry geometry = Geometry.of(network.graph(), network.inputs());
    WeightReader reader = new Reader(geometry);
    for (Part part : plan(network).parts()) {
      long tables = floats(part.kernel()); // which follow from extents
      part.kernel().load(reader);
      assertThat(floats(part.kernel()) - tables)
          .as("%s of %s", part.kernel().getClass().getSimpleName(), network)
          .isEqualTo(part.kernel().packedFloats());
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theArenaTakesWhatWasSaid(TorchCase network) {
    Plan plan = plan(network);
    plan.allocateArena();
    Set<Object> arrays = Collections.newSetFromMap(new IdentityHashMap<>());
    long bytes = 0;
    for (Arena.Stay stay : plan.stays()) {
      if (arrays.add(stay.storage().floats())) {
        bytes += (long) Float.BYTES * stay.storage().floats().length;
      }
    }
    for (Value value : values(network.graph())) {
      Storage storage = plan.storage(value).owner();
      boolean constant = plan.constants().containsValue(storage);
      if (!storage.isFloating() && !constant && arrays.add(storage.integers())) {
        bytes += (long) Long.BYTES * storage.integers().length;
      }
    }
    assertThat(plan.arenaBytes()).isEqualTo(bytes);
  }

  private static List<Value> values(Graph graph) {
    return Stream.concat(
            graph.inputs().stream(),
            graph.nodes().stream().flatMap(node -> node.outputs().stream()))
        .filter(value -> !value.isWeight())
        .toList();
  }

  /** Hands out arrays of its own, as a file does. */
  private record Reader(Geometry geometry) implements WeightReader {
    @Override
    public Tensor read(Value weight) {
      return Fill.weight(weight, geometry.of(weight));
    }

    @Override
    public float[] borrow(Value weight) {
      return read(weight).floats();
    }
  }

  /** The floats that a kernel holds on to, but for what values stand in. */
  private static long floats(Kernel kernel) throws IllegalAccessException {
    return floats(kernel, Collections.newSetFromMap(new IdentityHashMap<>()));
  }

  private static long floats(Object object, Set<Object> seen) throws IllegalAccessException {
    if (object instanceof Storage || !seen.add(object)) {
      return 0;
    }
    if (object instanceof float[] array) {
      return array.length;
    }
    long sum = 0;
    if (object instanceof Object[] || object instanceof Collection<?>) {
      Object array = object instanceof Collection<?> all ? all.toArray() : object;
      for (int i = 0; i < Array.getLength(array); i++) {
        Object element = Array.get(array, i);
        sum += element == null ? 0 : floats(element, seen);
      }
      return sum;
    }
    if (!object.getClass().getPackageName().equals(Kernel.class.getPackageName())) {
      return 0;
    }
    for (Field field : object.getClass().getDeclaredFields()) {
      if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
        field.setAccessible(true);
        Object value = field.get(object);
        sum += value == null ? 0 : floats(value, seen);
      }
    }
    return sum;
  }
}
