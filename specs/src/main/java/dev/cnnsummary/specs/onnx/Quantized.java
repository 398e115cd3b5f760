package dev.cnnsummary.specs.onnx;

import dev.cnnsummary.specs.function.Dequantize;
import dev.cnnsummary.specs.function.DynamicQuantize;
import dev.cnnsummary.specs.function.IntegerConvolution;
import dev.cnnsummary.specs.function.IntegerMatMul;
import dev.cnnsummary.specs.function.Quantize;
import dev.cnnsummary.specs.function.QuantizedConvolution;
import dev.cnnsummary.specs.function.QuantizedMatMul;
import dev.cnnsummary.specs.shape.DType;
import org.jspecify.annotations.Nullable;

/** Reads what works with quantized numbers. */
final class Quantized {
  private Quantized() {}

  static @Nullable Mapped map(Call call) {
    return switch (call.type()) {
      case "QuantizeLinear" -> quantize(call);
      case "DequantizeLinear" -> dequantize(call);
      case "DynamicQuantizeLinear" -> Mapped.function(new DynamicQuantize(), call.values());
      case "QLinearConv" ->
          Mapped.function(
              new QuantizedConvolution(
                  Slidings.of(call), Convolutions.groups(call, "group"), call.has(8)),
              call.values());
      case "ConvInteger" -> integerConvolution(call);
      case "QLinearMatMul" -> Mapped.function(new QuantizedMatMul(), call.values());
      case "MatMulInteger" -> integerMatMul(call);
      default -> null;
    };
  }

  private static Mapped quantize(Call call) {
    Attributes attributes = call.attributes();
    DType dtype = DType.U8;
    if (attributes.size("output_dtype", 0) != 0) {
      DType told = ElementTypes.of(attributes.size("output_dtype", 0));
      if (told == null) {
        return Operators.unknown(
            call, "quantization to " + ElementTypes.name(attributes.size("output_dtype", 0)));
      }
      dtype = told;
    } else if (call.has(2)) {
      DType zero = call.known(2).dtype();
      if (zero == null) {
        return Operators.unknown(call, "the type of its zero point is not known");
      }
      dtype = zero;
    }
    return Mapped.function(
        new Quantize(attributes.size("axis", 1), attributes.size("block_size", 0), dtype),
        call.values());
  }

  private static Mapped dequantize(Call call) {
    Attributes attributes = call.attributes();
    int told = attributes.size("output_dtype", 0);
    DType dtype = told == 0 ? null : ElementTypes.of(told);
    if (told != 0 && dtype == null) {
      return Operators.unknown(call, "dequantization to " + ElementTypes.name(told));
    }
    return Mapped.function(
        new Dequantize(attributes.size("axis", 1), attributes.size("block_size", 0), dtype),
        call.values());
  }

  /** A zero point of the right one alone does not occur; it would be taken for the left one's. */
  private static int zeroPoints(Call call) {
    if (call.has(3) && !call.has(2)) {
      throw new Fault("it has a zero point of its second input, but none of the first");
    }
    return call.has(3) ? 2 : call.has(2) ? 1 : 0;
  }

  private static Mapped integerConvolution(Call call) {
    return Mapped.function(
        new IntegerConvolution(
            Slidings.of(call), Convolutions.groups(call, "group"), zeroPoints(call)),
        call.values());
  }

  private static Mapped integerMatMul(Call call) {
    return Mapped.function(new IntegerMatMul(zeroPoints(call)), call.values());
  }
}
