package dev.cnnsummary.executor.simd;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Writes the unrolled kernels: {@code -Dgolden.update=true} puts them into the source. */
class DepthwiseKernelsTest {
  private static final Path SOURCE =
      Path.of("src/main/java/dev/cnnsummary/executor/simd/DepthwiseKernels.java");

  private static final String FIRST = "  static void row3x1(";

  private static final int OUTPUTS = 7;

  @Test
  void theSourceIsWhatIsWrittenHere() throws IOException {
    String source = Files.readString(SOURCE);
    String written = source.substring(0, source.indexOf(FIRST)) + kernels() + "}\n";
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(SOURCE, written);
    }
    assertThat(source).isEqualTo(written);
  }

  private static String kernels() {
    List<String> kernels = new ArrayList<>();
    for (int taps = 3; taps <= 7; taps += 2) {
      kernels.add(kernel(taps, 1));
      kernels.add(kernel(taps, 2));
    }
    return String.join("\n", kernels);
  }

  private static String kernel(int taps, int step) {
    List<String> lines = new ArrayList<>();
    lines.add("  static void row" + taps + "x" + step + "(");
    lines.add("      float[] x,");
    lines.add("      int[] rows,");
    lines.add("      int count,");
    lines.add("      int pixel,");
    lines.add("      float[] w,");
    lines.add("      int wo,");
    lines.add("      float[] bias,");
    lines.add("      int bo,");
    lines.add("      Clamp clamp,");
    lines.add("      float[] y,");
    lines.add("      int yo) {");
    lines.add("    FloatVector s0 = FloatVector.fromArray(S, bias, bo);");
    for (int output = 1; output < OUTPUTS; output++) {
      lines.add("    FloatVector s" + output + " = s0;");
    }
    lines.add("    for (int r = 0, q = wo; r < count; r++, q += " + taps + " * L) {");
    lines.add("      int p = rows[r] + pixel * L;");
    for (int tap = 0; tap < taps; tap++) {
      lines.add("      FloatVector w" + tap + " = FloatVector.fromArray(S, w, q" + at(tap) + ");");
    }
    for (int seen = 0; seen < (OUTPUTS - 1) * step + taps; seen++) {
      lines.add(
          "      FloatVector x" + seen + " = FloatVector.fromArray(S, x, p" + at(seen) + ");");
      for (int output = 0; output < OUTPUTS; output++) {
        int tap = seen - output * step;
        if (tap >= 0 && tap < taps) {
          String sum = "s" + output;
          lines.add("      " + sum + " = x" + seen + ".fma(w" + tap + ", " + sum + ");");
        }
      }
    }
    lines.add("    }");
    lines.add("    FloatVector least = FloatVector.broadcast(S, clamp.least());");
    lines.add("    FloatVector most = FloatVector.broadcast(S, clamp.most());");
    for (int output = 0; output < OUTPUTS; output++) {
      String sum = "s" + output;
      lines.add("    " + sum + " = " + clamped(sum) + ";");
      lines.add("    " + sum + ".intoArray(y, yo" + at(output) + ");");
    }
    lines.add("  }");
    return String.join("\n", lines) + "\n";
  }

  private static String clamped(String value) {
    return "%1$s.blend(least, %1$s.compare(LT, least)).blend(most, %1$s.compare(GT, most))"
        .formatted(value);
  }

  private static String at(int vector) {
    return vector == 0 ? "" : vector == 1 ? " + L" : " + " + vector + " * L";
  }
}
