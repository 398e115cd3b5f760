package dev.cnnsummary.executor.weights;

import dev.cnnsummary.executor.Geometry.Extent;
import dev.cnnsummary.specs.graph.Value;
import dev.cnnsummary.specs.shape.DType;
import java.util.List;

/** A weight and what a network needs of it. */
record Weight(Value value, Extent extent) {
  static Weight parameter(String name, Integer... shape) {
    return of(name, Value.Kind.PARAMETER, DType.F32, shape);
  }

  static Weight buffer(String name, Integer... shape) {
    return of(name, Value.Kind.BUFFER, DType.F32, shape);
  }

  static Weight counter(String name, Integer... shape) {
    return of(name, Value.Kind.BUFFER, DType.I64, shape);
  }

  private static Weight of(String name, Value.Kind kind, DType dtype, Integer... shape) {
    Value value = new Value(0, name, kind, dtype, null, kind == Value.Kind.PARAMETER);
    return new Weight(value, new Extent(dtype, List.of(shape)));
  }
}
