package dev.cnnsummary.analyzer.rules;

import dev.cnnsummary.analyzer.field.AxisStep;
import dev.cnnsummary.specs.function.Attention;
import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.Shape;
import dev.cnnsummary.specs.shape.TensorType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Attention whose projections stand elsewhere. MACs: its two products. */
final class HeadedAttention {
  private HeadedAttention() {}

  /** An operand as {@code [N, heads, length, features]}. */
  private static Shape headed(Shape shape, @Nullable Integer heads, Operands in) {
    if (shape.rank() == 4) {
      return shape;
    }
    if (shape.rank() != 3 || heads == null || heads < 1) {
      throw new Rejection("attention takes 4 axes, or 3 and a number of heads, got " + shape);
    }
    Dim count = Dim.of(heads);
    in.multiple(shape.dim(2), count, "{right} heads do not divide {left} features");
    return Shape.of(shape.dim(0), count, shape.dim(1), shape.dim(2).divideExactly(count));
  }

  static Facts facts(Attention attention, Operands in) {
    TensorType input = in.floating("attention");
    Shape query = headed(in.shape(0), attention.queryHeads(), in);
    Shape key = headed(in.shape(1), attention.keyHeads(), in);
    Shape value = headed(in.shape(2), attention.keyHeads(), in);
    in.equal(query.dim(3), key.dim(3), "queries have {left} features, but keys {right}");
    in.multiple(query.dim(1), key.dim(1), "{left} heads are not a multiple of {right}");
    int next = attention.mask() ? 4 : 3;
    Dim length = key.dim(2);
    Shape presentKey = key;
    Shape presentValue = value;
    if (attention.past()) {
      length = length.plus(in.shape(next).dim(2));
      presentKey = key.with(2, length);
      presentValue = value.with(2, value.dim(2).plus(in.shape(next + 1).dim(2)));
    }
    Shape scores = Shape.of(query.dim(0), query.dim(1), query.dim(2), length);
    Dim features = value.dim(3);
    Shape output =
        in.shape(0).rank() == 4
            ? query.with(3, features)
            : Shape.of(query.dim(0), query.dim(2), query.dim(1).times(features));
    List<TensorType> outputs = new ArrayList<>(List.of(new TensorType(input.dtype(), output)));
    List<TensorType> others =
        List.of(
            new TensorType(in.get(1).dtype(), presentKey),
            new TensorType(in.get(2).dtype(), presentValue),
            new TensorType(input.dtype(), scores));
    for (int i = 0; i < attention.made().size(); i++) {
      if (attention.made().get(i)) {
        outputs.add(others.get(i));
      }
    }
    Dim macs = scores.numel().times(query.dim(3).plus(features));
    List<List<AxisStep>> field = new ArrayList<>();
    for (TensorType operand : in.all()) {
      field.add(Collections.nCopies(operand.shape().rank(), AxisStep.MIXED));
    }
    return new Facts(
        outputs,
        List.of(),
        macs,
        macs.times(2).plus(scores.numel().times(attention.mask() ? 5 : 4)),
        field,
        false);
  }
}
