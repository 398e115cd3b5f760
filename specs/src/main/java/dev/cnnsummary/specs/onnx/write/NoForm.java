package dev.cnnsummary.specs.onnx.write;

/** ONNX has no form for what an operator does; who catches it knows which layer it is. */
final class NoForm extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NoForm(String reason) {
    super(reason, null, false, false);
  }

  String reason() {
    return String.valueOf(getMessage());
  }
}
