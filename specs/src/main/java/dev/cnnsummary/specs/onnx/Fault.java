package dev.cnnsummary.specs.onnx;

/** Something in a file is not as it must be; who catches it knows where it stands. */
final class Fault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Fault(String reason) {
    super(reason, null, false, false);
  }

  String reason() {
    return String.valueOf(getMessage());
  }
}
