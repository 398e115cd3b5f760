package dev.cnnsummary.analyzer.explain;

import dev.cnnsummary.analyzer.Analysis;
import dev.cnnsummary.analyzer.Analyzer;
import dev.cnnsummary.analyzer.Assumption;
import dev.cnnsummary.analyzer.LayerReport;
import dev.cnnsummary.analyzer.ModelInputs;
import dev.cnnsummary.analyzer.SmallestInput;
import dev.cnnsummary.specs.graph.Graph;
import dev.cnnsummary.specs.op.Convolution;
import dev.cnnsummary.specs.op.LpPool;
import dev.cnnsummary.specs.op.Op;
import dev.cnnsummary.specs.op.Pool;
import dev.cnnsummary.specs.op.Window;
import dev.cnnsummary.specs.shape.Bindings;
import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.Shape;
import dev.cnnsummary.specs.shape.TensorType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tries sizes on the conditions of an analysis with a letter for each axis. */
final class ConstraintSearch {
  private final Graph graph;
  private final Map<String, Dim> given = new LinkedHashMap<>();
  private final Analysis analysis;
  private final Optional<SmallestInput> smallest;

  ConstraintSearch(Graph graph, ModelInputs inputs) {
    this.graph = graph;
    List<TensorType> open = new ArrayList<>();
    int count = inputs.types().size();
    Set<String> used = new LinkedHashSet<>();
    inputs.types().forEach(type -> used.addAll(type.shape().symbols()));
    for (int input = 0; input < count; input++) {
      TensorType type = inputs.types().get(input);
      Shape shape = type.shape();
      for (int axis = firstVarying(shape); axis < shape.rank(); axis++) {
        Dim extent = shape.dim(axis);
        String name = letter(shape, axis) + (count == 1 ? "" : "_" + input);
        if (!extent.isConstant()) {
          name = extent.toString();
        } else {
          name += used.contains(name) ? "_" : "";
        }
        given.put(name, extent);
        shape = shape.with(axis, Dim.symbol(name));
      }
      open.add(new TensorType(type.dtype(), shape));
    }
    this.analysis = Analyzer.analyze(graph, new ModelInputs(open, inputs.batch()));
    this.smallest = SmallestInput.of(analysis);
  }

  /** After batch and channels; of sequences without channels after the batch. */
  private static int firstVarying(Shape shape) {
    return shape.rank() == 2 ? 1 : 2;
  }

  private static String letter(Shape shape, int axis) {
    int count = shape.rank() - firstVarying(shape);
    return count <= 3 ? AxisNames.spatial(count, axis - firstVarying(shape)) : "A" + axis;
  }

  Constraints find() {
    List<Constraints.AxisSizes> axes = new ArrayList<>();
    given.keySet().forEach(name -> axes.add(axis(name)));
    List<Shape> shapes =
        smallest
            .map(least ->
                analysis.inputs().types().stream()
                    .map(type -> type.shape().bind(least.sizes()))
                    .map(shape -> Shape.of(shape.dims().subList(1, shape.rank())))
                    .toList())
            .orElse(null);
    return new Constraints(graph.name(), shapes, axes);
  }

  private Constraints.AxisSizes axis(String name) {
    Bindings others = others(name);
    Set<Assumption> all = new LinkedHashSet<>();
    Set<Assumption> joins = new LinkedHashSet<>();
    Set<Dim> rests = new LinkedHashSet<>();
    for (LayerReport layer : analysis.layers()) {
      for (Assumption assumption : layer.assumptions()) {
        Assumption bound = assumption.bind(others);
        all.add(bound);
        if (bound.kind() == Assumption.Kind.EQUAL && layer.inputs().size() > 1) {
          joins.add(bound);
        }
      }
      for (WindowLaw law : floors(layer)) {
        if (law.extent().symbols().contains(name)) {
          rests.add(rest(law).bind(others));
        }
      }
    }
    SizeSet valid = SizeSet.where(size -> hold(all, name, size));
    return new Constraints.AxisSizes(
        name,
        given.getOrDefault(name, Dim.ZERO),
        valid,
        SizeSet.where(size -> hold(joins, name, size)),
        SizeSet.where(size ->
            valid.contains(size)
                && rests.stream().allMatch(rest -> isZero(rest, Bindings.of(name, size)))),
        limit(name),
        cuts(name, others, all));
  }

  private SmallestInput.@Nullable Limit limit(String name) {
    return smallest
        .flatMap(least -> least.limits().stream().filter(l -> l.symbol().equals(name)).findFirst())
        .filter(limit -> limit.layer() != null)
        .orElse(null);
  }

  /** The other axes as they are given, or as small as may be where that is no valid number. */
  private Bindings others(String name) {
    Bindings others = analysis.inputs().sample();
    for (Map.Entry<String, Dim> axis : given.entrySet()) {
      String other = axis.getKey();
      if (!other.equals(name)) {
        Dim extent = axis.getValue();
        long least = smallest.isPresent() ? smallest.get().least(other).orElse(1) : 1;
        others = others.and(other, extent.isConstant() ? Math.max(least, extent.value()) : least);
      }
    }
    return others;
  }

  private static boolean hold(Set<Assumption> assumptions, String name, long size) {
    Bindings bindings = Bindings.of(name, size);
    try {
      return assumptions.stream()
          .allMatch(each -> each.bind(bindings).verdict() != Assumption.Verdict.FAILS);
    } catch (ArithmeticException _) {
      return false; // a division that had to be exact is not
    }
  }

  private static boolean isZero(Dim rest, Bindings bindings) {
    return rest.bind(bindings).equals(Dim.ZERO);
  }

  /** The windows of a layer that round down, one for each axis. */
  private static List<WindowLaw> floors(LayerReport layer) {
    Window window = floored(layer.node().op());
    List<WindowLaw> laws = new ArrayList<>();
    for (int axis = 0; window != null && axis < window.axes(); axis++) {
      laws.add(WindowLaw.of(window, axis, layer.inputs().getFirst().shape().dim(axis + 2)));
    }
    return laws;
  }

  private static @Nullable Window floored(Op op) {
    if (op instanceof Convolution convolution) {
      return convolution.window();
    }
    if (op instanceof Pool pool && !pool.ceilMode()) {
      return pool.window();
    }
    return op instanceof LpPool pool && !pool.ceilMode() ? pool.window() : null;
  }

  private static Dim rest(WindowLaw law) {
    Dim room = law.room().value();
    long stride = law.window().stride().get(law.axis());
    return room.minus(room.floorDivide(stride).times(stride));
  }

  private List<Constraints.Cut> cuts(String name, Bindings others, Set<Assumption> all) {
    Dim size = given.getOrDefault(name, Dim.ZERO);
    List<Constraints.Cut> cuts = new ArrayList<>();
    if (!size.isConstant() || !hold(all, name, size.value())) {
      return cuts;
    }
    Bindings sizes = others.and(name, size.value());
    for (LayerReport layer : analysis.layers()) {
      for (WindowLaw law : floors(layer)) {
        if (!law.extent().symbols().contains(name)) {
          continue;
        }
        long rest = rest(law).bind(sizes).value();
        if (rest != 0) {
          long after = law.window().padding().after().get(law.axis());
          cuts.add(
              new Constraints.Cut(
                  layer.node().path(),
                  law.extent().bind(sizes).value(),
                  rest,
                  Math.max(0, rest - after)));
        }
      }
    }
    return cuts;
  }
}
