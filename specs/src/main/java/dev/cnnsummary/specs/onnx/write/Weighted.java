package dev.cnnsummary.specs.onnx.write;

import dev.cnnsummary.specs.function.ModuleForm;
import dev.cnnsummary.specs.function.TensorFunction;

/** Functions whose weights are operands: ONNX's operators take weights so anyway. */
final class Weighted {
  private Weighted() {}

  static void function(TensorFunction function, Emitter emitter) {
    ModuleForm form = ModuleForm.of(function, emitter.shapes());
    if (form == null) {
      throw new NoForm("an operator of an ONNX file, or weights of unknown sizes");
    }
    Operators.write(form.module(), emitter.as(form));
  }
}
