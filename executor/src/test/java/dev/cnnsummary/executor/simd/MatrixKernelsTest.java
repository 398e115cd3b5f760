package dev.cnnsummary.executor.simd;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Writes the unrolled kernels: {@code -Dgolden.update=true} puts them into the source. */
class MatrixKernelsTest {
  private static final Path FOLDER = Path.of("src/main/java/dev/cnnsummary/executor/simd");

  private static final String FIRST = "  private static void blocked14x2(";

  @Test
  void theSourceIsWhatIsWrittenHere() throws IOException {
    requireWritten("MatrixKernels.java", kernels(false));
  }

  @Test
  void theSourceOfBoundedKernelsIsWhatIsWrittenHere() throws IOException {
    requireWritten("BoundedMatrixKernels.java", kernels(true));
  }

  private static void requireWritten(String file, String kernels) throws IOException {
    Path path = FOLDER.resolve(file);
    String source = Files.readString(path);
    String written = source.substring(0, source.indexOf(FIRST)) + kernels + "}\n";
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(path, written);
    }
    assertThat(source).isEqualTo(written);
  }

  private static String kernels(boolean bounded) {
    Stream<String> blocked =
        IntStream.of(14, 8, 7, 4, 1).boxed().flatMap(rows -> both(true, rows, bounded));
    Stream<String> plain =
        IntStream.of(14, 7, 1).boxed().flatMap(rows -> both(false, rows, bounded));
    return Stream.concat(blocked, plain).collect(Collectors.joining("\n"));
  }

  private static Stream<String> both(boolean blocked, int rows, boolean bounded) {
    return Stream.of(kernel(blocked, rows, 2, bounded), kernel(blocked, rows, 1, bounded));
  }

  private static String kernel(boolean blocked, int rows, int vectors, boolean bounded) {
    StringBuilder text = new StringBuilder();
    String name = "%s%dx%d".formatted(blocked ? "blocked" : "plain", rows, vectors);
    line(
        text,
        2,
        "private static void " + name + "(Tile tile, int a, int k, int w, int bias, int o) {");
    line(text, 4, "float[] x = tile.a();");
    line(text, 4, "int[] table = tile.table();");
    line(text, 4, "float[] weights = tile.w();");
    line(text, 4, "FloatVector s0a = FloatVector.fromArray(S, tile.bias(), bias);");
    if (vectors == 2) {
      line(text, 4, "FloatVector s0b = FloatVector.fromArray(S, tile.bias(), bias + L);");
    }
    for (int row = 1; row < rows; row++) {
      for (int v = 0; v < vectors; v++) {
        line(text, 4, "FloatVector s" + row + letter(v) + " = s0" + letter(v) + ";");
      }
    }
    loop(text, blocked, rows, vectors);
    end(text, rows, vectors, bounded);
    line(text, 2, "}");
    return text.toString();
  }

  private static void loop(StringBuilder text, boolean blocked, int rows, int vectors) {
    line(text, 4, "for (int i = 0, q = w; i < k; i++, q += " + times(vectors, "L") + ") {");
    // What bounds the place in the table spares its check, with which the sums would not stay in
    // registers.
    String place = blocked ? "table[(i >> SHIFT) & (table.length - 1)] + (i & MASK)" : "table[i]";
    line(text, 6, "int p = a + " + place + ";");
    line(text, 6, "FloatVector wa = FloatVector.fromArray(S, weights, q);");
    if (vectors == 2) {
      line(text, 6, "FloatVector wb = FloatVector.fromArray(S, weights, q + L);");
    }
    for (int row = 0; row < rows; row++) {
      String element = "p" + plus(blocked ? times(row, "L") : row == 0 ? "" : String.valueOf(row));
      line(text, 6, "FloatVector x" + row + " = FloatVector.broadcast(S, x[" + element + "]);");
      for (int v = 0; v < vectors; v++) {
        String sum = "s" + row + letter(v);
        line(text, 6, sum + " = x" + row + ".fma(w" + letter(v) + ", " + sum + ");");
      }
    }
    line(text, 4, "}");
  }

  private static void end(StringBuilder text, int rows, int vectors, boolean bounded) {
    line(text, 4, "FloatVector least = FloatVector.broadcast(S, tile.clamp().least());");
    if (bounded) {
      line(text, 4, "FloatVector most = FloatVector.broadcast(S, tile.clamp().most());");
    }
    line(text, 4, "float[] out = tile.out();");
    if (rows > 1) {
      line(text, 4, "int row = tile.rowStride();");
    }
    if (vectors == 2) {
      line(text, 4, "int next = o + tile.vectorStride();");
    }
    for (int row = 0; row < rows; row++) {
      for (int v = 0; v < vectors; v++) {
        String place = (v == 0 ? "o" : "next") + plus(times(row, "row"));
        String sum = "s" + row + letter(v);
        // Written out: a method would not be inlined into one as large as this.
        line(text, 4, sum + " = " + clamped(sum, bounded) + ";");
        line(text, 4, sum + ".intoArray(out, " + place + ");");
      }
    }
  }

  private static String clamped(String sum, boolean bounded) {
    String least = "%1$s.blend(least, %1$s.compare(LT, least))";
    String most = ".blend(most, %1$s.compare(GT, most))";
    return (bounded ? least + most : least).formatted(sum);
  }

  private static void line(StringBuilder text, int indent, String line) {
    text.append(" ".repeat(indent)).append(line).append('\n');
  }

  private static char letter(int vector) {
    return vector == 0 ? 'a' : 'b';
  }

  /** Nothing for 0. */
  private static String times(int factor, String unit) {
    return factor == 0 ? "" : factor == 1 ? unit : factor + " * " + unit;
  }

  private static String plus(String term) {
    return term.isEmpty() ? "" : " + " + term;
  }
}
