package dev.cnnsummary.executor.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cnnsummary.executor.ExecutionException;
import dev.cnnsummary.executor.Tensor;
import dev.cnnsummary.specs.shape.DType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads what {@code numpy.save} wrote. */
class NumpyFileTest {
  @TempDir Path folder;

  private static Tensor read(String name) {
    return NumpyFile.read(SampleFile.resource("numpy/" + name + ".npy"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"f4", "f4-big-endian", "f8-fortran", "f2", "version-2", "version-3"})
  void floatsOfEveryWidthAndOrder(String name) {
    Tensor tensor = read(name);
    assertThat(tensor.shape()).containsExactly(2, 3, 4);
    float[] expected = new float[24];
    for (int i = 0; i < expected.length; i++) {
      expected[i] = i * 0.25f - 2;
    }
    assertThat(tensor.floats()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "i1, I8, -100 -60 -20 20 60 100",
    "i2, I16, -100 -60 -20 20 60 100",
    "i4, I32, -100 -60 -20 20 60 100",
    "i4-big-endian-fortran, I32, -100 -60 -20 20 60 100",
    "i8, I64, -100 -60 -20 20 60 100",
    "u1, U8, 156 196 236 20 60 100",
    "u4, U32, 4294967196 4294967236 4294967276 20 60 100",
    "b1, BOOL, 0 0 0 1 1 1"
  })
  void integersOfEveryWidth(String name, DType dtype, String elements) {
    Tensor tensor = read(name);
    assertThat(tensor.dtype()).isEqualTo(dtype);
    assertThat(tensor.shape()).containsExactly(2, 3);
    assertThat(tensor.integers())
        .containsExactly(
            Arrays.stream(elements.split(" ", -1)).mapToLong(Long::parseLong).toArray());
  }

  @Test
  void scalarsVectorsAndEmptyArrays() {
    assertThat(read("scalar").shape()).isEmpty();
    assertThat(read("scalar").floats()).containsExactly(2.5f);
    assertThat(read("vector").shape()).containsExactly(3);
    assertThat(read("vector").floats()).containsExactly(1, 2, 3);
    assertThat(read("empty").shape()).containsExactly(2, 0, 3);
  }

  /** A file of version 1 with two elements of four bytes. */
  private Path file(String header) throws IOException {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes("\u0093NUMPY\1\0".getBytes(StandardCharsets.ISO_8859_1));
    bytes.write(text.length & 0xFF);
    bytes.write(text.length >> 8);
    bytes.writeBytes(text);
    bytes.writeBytes(new byte[8]);
    return Files.write(folder.resolve("x.npy"), bytes.toByteArray());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {'shape': (2,), "descr": "<f4", 'fortran_order': False}
          {'descr':'=f4','fortran_order':True,'shape':(2L,),}
          { 'descr' : '<i4' , 'fortran_order' : False , 'shape' : ( 1 , 2 ) , }
          """)
  void aDictionaryIsReadAsPythonReadsIt(String header) throws IOException {
    assertThat(NumpyFile.read(file(header)).numel()).isEqualTo(2);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {'descr': '<f4', 'fortran_order': False, 'shape': (3,), } | needs 12 bytes for f32[3], and has 8
          {'descr': '<f4', 'fortran_order': False, 'shape': (1,), } | needs 4 bytes for f32[1], and has 8
          {'descr': '<f4', 'fortran_order': False, 'shape': (65536, 65536), } | its header is wrong: more than 2147483639 elements cannot be held
          {'descr': '<f4', 'fortran_order': False, 'shape': (99999999999999999999, 0), } | its header is wrong: more than 2147483639 elements cannot be held
          {'descr': '<f4', 'fortran_order': False, 'shape': (2 3), } | its header is wrong: its shape is no list of numbers in parentheses
          {'descr': '<f4', 'fortran_order': False, 'shape': 2, } | its header is wrong: its shape is no list of numbers in parentheses
          {'descr': '<f4', 'fortran_order': False, 'shape': (-2,), } | its header is wrong: it is no Python dictionary from '-2,), }' on
          {'descr': '<f4', 'fortran_order': False, 'shape': (2, | its header is wrong: it ends too early
          {'descr': '<f4', 'fortran_order': 0, 'shape': (2,)} | its header is wrong: fortran_order is neither True nor False
          {'descr': '<c8', 'fortran_order': False, 'shape': (2,)} | its header is wrong: its elements are of the type '<c8'; known are b1, f2, f4, f8, i1, i2, i4, i8, u1, u2, u4, u8
          {'descr': 'O', 'fortran_order': False, 'shape': (2,)} | its header is wrong: its elements are of the type 'O'; known are b1, f2, f4, f8, i1, i2, i4, i8, u1, u2, u4, u8
          {'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (2,)} | its header is wrong: it is no Python dictionary from '[('a', '<f4')], 'fortran_order': False, 'shape': (2,)}' on
          {'descr': '<f4', 'shape': (2,)} | its header is wrong: it has no 'fortran_order'
          {'descr': '<f4', 'descr': '<f4', 'fortran_order': False, 'shape': (2,)} | its header is wrong: it gives 'descr' twice
          {} {} | its header is wrong: it goes on after '}'
          (2,) | its header is wrong: expected '{', got '('
          """)
  void aFaultOfTheHeaderIsSaid(String header, String message) throws IOException {
    Path file = file(header);
    assertThatThrownBy(() -> NumpyFile.read(file))
        .isInstanceOf(ExecutionException.class)
        .hasMessage(file + ": " + message);
  }

  @Test
  void tooManyAxesAreSaid() throws IOException {
    String header =
        "{'descr': '<f4', 'fortran_order': False, 'shape': (2" + ", 1".repeat(64) + ")}";
    Path file = file(header);
    assertThatThrownBy(() -> NumpyFile.read(file))
        .hasMessage(file + ": its header is wrong: more than 64 axes cannot be held");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          PK | is no .npy file, which begins with \\x93NUMPY
          \u0093NUMPY\\1 | is no .npy file, which begins with \\x93NUMPY
          \u0093NUMPY\\4\\0\\2\\0\\0\\0 | is a .npy file of version 4; known are 1 to 3
          \u0093NUMPY\\1\\0\\77\\0{}{} | its header should have 63 bytes, and 4 follow
          \u0093NUMPY\\2\\0\\377\\377\\377\\377{} | its header should have 4294967295 bytes, and 2 follow
          """)
  void aFaultOfTheStartIsSaid(String start, String message) throws IOException {
    byte[] bytes = start.translateEscapes().getBytes(StandardCharsets.ISO_8859_1);
    Path file = Files.write(folder.resolve("x.npy"), bytes);
    assertThatThrownBy(() -> NumpyFile.read(file)).hasMessage(file + ": " + message);
  }
}
