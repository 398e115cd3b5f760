package dev.cnnsummary.cli.render;

import dev.cnnsummary.specs.graph.Node;
import dev.cnnsummary.specs.shape.DType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What was said of one call of a layer, and what was found when it ran.
 *
 * @param checked how many elements were computed again; 0 where the definition itself has run
 * @param maxError the largest distance of one from its definition
 * @param bound what that may be
 * @param field of its receptive field; null where that was not tried
 */
record VerificationRow(
    Node node,
    List<DType> expectedTypes,
    List<DType> actualTypes,
    List<List<Long>> expectedShapes,
    List<List<Long>> actualShapes,
    long expectedParams,
    long actualParams,
    long expectedMacs,
    long actualMacs,
    long checked,
    double maxError,
    double bound,
    @Nullable FieldFinding field) {
  boolean shapesAgree() {
    return expectedShapes.equals(actualShapes);
  }

  boolean isAccurate() {
    return maxError <= bound;
  }

  /** What differs, in words. */
  List<String> faults() {
    List<String> faults = new ArrayList<>();
    if (!expectedTypes.equals(actualTypes)) {
      faults.add("predicted " + words(expectedTypes) + ", got " + words(actualTypes));
    }
    if (!shapesAgree()) {
      faults.add("predicted " + shapes(expectedShapes) + ", got " + shapes(actualShapes));
    }
    if (expectedParams != actualParams) {
      faults.add(numbers("parameters", expectedParams, actualParams));
    }
    if (expectedMacs != actualMacs) {
      faults.add(numbers("multiply-accumulates", expectedMacs, actualMacs));
    }
    if (!isAccurate()) {
      faults.add(
          "is off by " + scientific(maxError) + ", more than the bound " + scientific(bound));
    }
    if (field != null && field.fault() != null) {
      faults.add("its receptive field is " + field.field() + ", but " + field.fault());
    }
    return faults;
  }

  private static String words(List<DType> types) {
    return String.join(", ", types.stream().map(DType::text).toList());
  }

  private static String numbers(String what, long expected, long actual) {
    return "predicted "
        + Numbers.grouped(expected)
        + " "
        + what
        + ", counted "
        + Numbers.grouped(actual);
  }

  boolean ok() {
    return expectedTypes.equals(actualTypes)
        && shapesAgree()
        && expectedParams == actualParams
        && expectedMacs == actualMacs
        && isAccurate()
        && (field == null || field.fault() == null);
  }

  static String shapes(List<List<Long>> shapes) {
    return String.join(", ", shapes.stream().map(Object::toString).toList());
  }

  static String scientific(double number) {
    return number == 0 ? "0" : String.format(Locale.ROOT, "%.1e", number);
  }
}
