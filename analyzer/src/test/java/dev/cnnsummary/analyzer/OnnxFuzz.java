package dev.cnnsummary.analyzer;

import dev.cnnsummary.specs.InvalidSpecException;
import dev.cnnsummary.specs.onnx.OnnxFile;
import java.util.List;

/**
 * Takes any bytes for an ONNX file: it is read and analysed, or refused with a reason. The command
 * in the README lets a fuzzer look for bytes with which something else happens.
 */
public final class OnnxFuzz {
  private OnnxFuzz() {}

  /** What the fuzzer calls. */
  public static void fuzzerTestOneInput(byte[] bytes) {
    String _ = outcome(bytes);
  }

  /** The totals, or why there are none. */
  static String outcome(byte[] bytes) {
    try {
      OnnxFile file = OnnxFile.of("fuzz.onnx", bytes);
      List<?> facts = file.facts().inputs();
      Analysis analysis = Analyzer.analyze(file.graph());
      return analysis.totals() + " of " + facts + ", " + analysis.simplified().totals();
    } catch (InvalidSpecException e) {
      return String.valueOf(e.getMessage());
    }
  }
}
