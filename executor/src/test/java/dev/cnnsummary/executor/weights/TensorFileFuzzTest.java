package dev.cnnsummary.executor.weights;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cnnsummary.executor.ExecutionException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever a file holds, it is read or refused by name; {@code -Dfile.seed} repeats a run. */
class TensorFileFuzzTest {
  private static final int ROUNDS = 500;
  private static final List<String> PIECES =
      List.of(
          "0",
          "-1",
          "1e9",
          "9223372036854775807",
          "99999999999999999999",
          "[",
          "]",
          "{",
          "}",
          "(",
          ")",
          ",",
          "\"",
          "'",
          ":",
          "[0,8]",
          "\"F16\"",
          "shape",
          "null",
          "True",
          "\\",
          "\0",
          "é");

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"torch/types.safetensors, 800", "numpy/f8-fortran.npy, 128"})
  void aMutatedFileIsReadOrRefused(String name, int header) throws IOException {
    Random random = random();
    byte[] valid = Files.readAllBytes(SampleFile.resource(name));
    Consumer<Path> reader = name.endsWith(".npy") ? NumpyFile::read : this::readAll;
    int read = 0;
    for (int round = 0; round < ROUNDS; round++) {
      Path file = Files.write(folder.resolve("file"), mutated(valid, header, random));
      try {
        reader.accept(file);
        read++;
      } catch (ExecutionException e) {
        assertThat(e).hasMessageStartingWith(file + ": ").hasMessageNotContaining("\n");
      }
    }
    assertThat(read).isBetween(1, ROUNDS - 1);
  }

  private void readAll(Path path) {
    try (Safetensors file = Safetensors.open(path)) {
      file.names().forEach(file::read);
    }
  }

  private static Random random() {
    long seed = Long.getLong("file.seed", System.nanoTime());
    System.out.println("tensor files: -Dfile.seed=" + seed);
    return new Random(seed);
  }

  private static byte[] mutated(byte[] valid, int header, Random random) {
    byte[] bytes = valid.clone();
    switch (random.nextInt(5)) {
      case 0 -> bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length + 20));
      case 1 -> bytes[random.nextInt(12)] = (byte) random.nextInt(256);
      case 2 -> bytes[random.nextInt(header)] ^= (byte) (1 << random.nextInt(8));
      case 3 -> bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      default -> {
        byte[] piece = PIECES.get(random.nextInt(PIECES.size())).getBytes(StandardCharsets.UTF_8);
        int at = 8 + random.nextInt(header - 8 - piece.length);
        System.arraycopy(piece, 0, bytes, at, piece.length);
      }
    }
    return bytes;
  }
}
