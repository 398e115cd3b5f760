package dev.cnnsummary.executor.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cnnsummary.executor.ExecutionException;
import dev.cnnsummary.executor.Tensor;
import dev.cnnsummary.specs.shape.DType;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafetensorsTest {
  @TempDir Path folder;

  /** The elements of a tensor in a file that PyTorch wrote. */
  @ParameterizedTest
  @CsvSource(
      nullValues = "none",
      textBlock =
          """
          # name, type, shape, elements
          f64, F64, [8], '[-1.5, 0.0, 3.140625, 65504.0, Infinity, NaN, 5.99999978589949e-08, -0.10000000149011612]'
          f32, F32, [8], '[-1.5, 0.0, 3.140625, 65504.0, Infinity, NaN, 5.99999978589949e-08, -0.10000000149011612]'
          f16, F16, [8], '[-1.5, 0.0, 3.140625, 65504.0, Infinity, NaN, 5.960464477539063e-08, -0.0999755859375]'
          bf16, BF16, [8], '[-1.5, 0.0, 3.140625, 65536.0, Infinity, NaN, 6.007030606269836e-08, -0.10009765625]'
          i64, I64, '[1, 2]', '[-4611686018427387904, 5]'
          i32, I32, [2], '[-2147483648, 5]'
          i16, I16, [2], '[-300, 5]'
          i8, I8, [2], '[-128, 5]'
          u8, U8, [2], '[255, 5]'
          bool, BOOL, [2], '[1, 0]'
          scalar, F32, [], [7]
          empty, F32, '[3, 0, 2]', []
          """)
  void everyTypeIsReadAsPyTorchWroteIt(String name, DType dtype, String shape, String elements) {
    try (Safetensors file = Safetensors.open(SampleFile.resource("torch/types.safetensors"))) {
      assertThat(file.extent(name).dtype()).isEqualTo(dtype);
      assertThat(file.extent(name).shape()).hasToString(shape);
      Tensor tensor = file.read(name);
      assertThat(Arrays.toString(tensor.shape())).isEqualTo(shape);
      String[] texts = elements.substring(1, elements.length() - 1).split("[, ]+", -1);
      for (int i = 0; i < tensor.numel(); i++) {
        assertThat(tensor.get(i)).as("element %d", i).isEqualTo(Double.valueOf(texts[i]));
      }
      assertThat(tensor.numel()).isEqualTo(elements.equals("[]") ? 0 : texts.length);
    }
  }

  /** PyTorch filled these by its own statement of the same rule. */
  @ParameterizedTest
  @CsvSource({"convnext_tiny_block, 17", "residual_d2l, 30"})
  void seededWeightsAreThoseThatPyTorchWasGiven(String network, int tensors) {
    try (Safetensors file =
        Safetensors.open(SampleFile.resource("torch/" + network + ".weights.safetensors"))) {
      assertThat(file.names()).hasSize(tensors);
      for (String name : file.names()) {
        Weight weight = Weight.parameter(name);
        Tensor stored = file.read(name);
        Tensor seeded = new SeededWeights(0, 2).get(weight.value(), file.extent(name));
        assertThat(seeded.shape()).as(name).isEqualTo(stored.shape());
        for (int i = 0; i < stored.numel(); i++) {
          assertThat(seeded.get(i)).as(name).isEqualTo(stored.get(i));
        }
      }
    }
  }

  @Test
  void anUnknownTensorIsNamed() {
    try (Safetensors file = Safetensors.open(SampleFile.resource("torch/types.safetensors"))) {
      assertThatThrownBy(() -> file.read("f128"))
          .isInstanceOf(ExecutionException.class)
          .hasMessageEndingWith("types.safetensors: has no tensor 'f128'");
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      useHeadersInDisplayName = false,
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          # header | bytes of data | message
          {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}} | 4 | tensor 'a' ends at byte 8 of the data, which has 4: the file is cut short or wrong
          {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}} | 9 | 1 bytes after the last tensor are no tensor's
          {"a":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}} | 12 | bytes 0 to 4 of the data are no tensor's
          {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}} | 12 | tensor 'b' overlaps 'a'
          {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}} | 8 | tensor 'b' overlaps 'a'
          {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"a":{"dtype":"F32","shape":[2],"data_offsets":[8,16]}} | 16 | tensor 'a' is given twice
          {"a":{"dtype":"F32","dtype":"F32","shape":[2],"data_offsets":[0,8]}} | 8 | tensor 'a' gives its dtype twice
          {"__metadata__":{},"__metadata__":{}} | 0 | tensor '__metadata__' is given twice
          {"a":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}} | 8 | tensor 'a' has data_offsets that are not a begin and an end
          {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8,9]}} | 8 | tensor 'a' has data_offsets that are not a begin and an end
          {"a":{"dtype":"F32","shape":[2],"data_offsets":[-8,0]}} | 8 | tensor 'a' has a data_offsets that is not a list of whole numbers from 0 to 2^63 − 1
          {"a":{"dtype":"F32","shape":[2.0],"data_offsets":[0,8]}} | 8 | tensor 'a' has a shape that is not a list of whole numbers from 0 to 2^63 − 1
          {"a":{"dtype":"F32","shape":[99999999999999999999],"data_offsets":[0,8]}} | 8 | tensor 'a' has a shape that is not a list of whole numbers from 0 to 2^63 − 1
          {"a":{"dtype":"F32","shape":2,"data_offsets":[0,8]}} | 8 | tensor 'a' has a shape that is not a list of whole numbers from 0 to 2^63 − 1
          {"a":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}} | 8 | tensor 'a' needs 12 bytes by its shape [3] and type F32, and its data_offsets give it 8
          {"a":{"dtype":"F32","shape":[2147483647],"data_offsets":[0,8]}} | 8 | tensor 'a' has the shape [2147483647]; at most 2147483639 elements can be held
          {"a":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,0]}} | 0 | tensor 'a' has the shape [4294967296, 4294967296]; at most 2147483639 elements can be held
          {"a":{"dtype":"F32","shape":[9223372036854775807,0],"data_offsets":[0,0]}} | 0 | tensor 'a' has the shape [9223372036854775807, 0]; at most 2147483639 elements can be held
          {"a":{"dtype":"F8_E4M3","shape":[2],"data_offsets":[0,2]}} | 2 | tensor 'a' is of the type 'F8_E4M3'; known are F32, F64, F16, BF16, I8, U8, I16, U16, I32, U32, I64, U64, BOOL
          {"a":{"dtype":4,"shape":[2],"data_offsets":[0,2]}} | 2 | tensor 'a' is of the type ''; known are F32, F64, F16, BF16, I8, U8, I16, U16, I32, U32, I64, U64, BOOL
          {"a":{"shape":[2],"data_offsets":[0,8]}} | 8 | tensor 'a' has no dtype
          {"a":{"dtype":"F32","data_offsets":[0,8]}} | 8 | tensor 'a' has no shape
          {"a":{"dtype":"F32","shape":[2]}} | 8 | tensor 'a' has no data_offsets
          {"a\\u0007\\u202e":[]} | 0 | tensor 'a\\u0007\\u202e' is not described by an object with dtype, shape and data_offsets
          {"a": | 0 | its header is not valid JSON from character 5 on
          {"a" 5} | 0 | its header is not valid JSON from character 5 on
          {} {} | 0 | its header goes on after its last '}'
          [] | 0 | is no safetensors file: its header does not begin with '{'
          """)
  void aFaultOfTheHeaderIsSaid(String header, int data, String message) throws IOException {
    Path file = SampleFile.safetensors(folder, header, data);
    assertThatThrownBy(() -> Safetensors.open(file).close())
        .isInstanceOf(ExecutionException.class)
        .hasMessage(file + ": " + message);
  }

  @Test
  void tooManyAxesAreSaid() throws IOException {
    String ones = "1" + ",1".repeat(64);
    String header = "{\"a\":{\"dtype\":\"U8\",\"shape\":[" + ones + "],\"data_offsets\":[0,1]}}";
    Path file = SampleFile.safetensors(folder, header, 1);
    assertThatThrownBy(() -> Safetensors.open(file).close())
        .hasMessage(file + ": tensor 'a' has 65 axes; at most 64 can be held");
  }

  @Test
  void aLongNameIsCut() throws IOException {
    Path file = SampleFile.safetensors(folder, "{\"" + "x".repeat(101) + "\":1}", 0);
    assertThatThrownBy(() -> Safetensors.open(file).close())
        .hasMessageStartingWith(file + ": tensor '" + "x".repeat(100) + "…' is not");
  }

  @Test
  void whatIsUnknownInAHeaderIsPassedOver() throws IOException {
    String header =
        "{\"__metadata__\":{\"format\":\"pt\"},\"a\":{\"new\":{\"x\":[1]},\"dtype\":\"F32\","
            + "\"shape\":[2],\"data_offsets\":[0,8]}}   ";
    try (Safetensors file = Safetensors.open(SampleFile.safetensors(folder, header, 8))) {
      assertThat(file.read("a").floats()).containsExactly(0, 0);
    }
  }

  @Test
  void aHeaderOfOtherBytesThanUtf8IsSaid() throws IOException {
    byte[] bytes = "\5\0\0\0\0\0\0\0{\"\u00ff\"}".getBytes(StandardCharsets.ISO_8859_1);
    Path file = Files.write(folder.resolve("w.safetensors"), bytes);
    assertThatThrownBy(() -> Safetensors.open(file).close())
        .hasMessage(file + ": its header is not UTF-8");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          -1 | is no safetensors file, or is cut short: its header should have 18446744073709551615 bytes, and 2 follow
          3 | is no safetensors file, or is cut short: its header should have 3 bytes, and 2 follow
          0 | is no safetensors file: its header does not begin with '{'
          """)
  void aLengthOfTheHeaderThatLiesIsSaid(long length, String message) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(10).order(ByteOrder.LITTLE_ENDIAN).putLong(length);
    Path file = Files.write(folder.resolve("w.safetensors"), bytes.array());
    assertThatThrownBy(() -> Safetensors.open(file).close()).hasMessage(file + ": " + message);
  }

  @Test
  void anEmptyFileIsSaid() throws IOException {
    Path file = Files.createFile(folder.resolve("w.safetensors"));
    assertThatThrownBy(() -> Safetensors.open(file).close())
        .hasMessage(
            file
                + ": is no safetensors file, which begins with its header's length in 8 bytes: it"
                + " has 0");
  }

  @Test
  void aMissingFileAndAFolderAreSaid() {
    assertThatThrownBy(() -> Safetensors.open(folder.resolve("w")).close())
        .hasMessage(folder.resolve("w") + ": there is no such file");
    assertThatThrownBy(() -> Safetensors.open(folder).close()).hasMessage(folder + ": is a folder");
  }

  @Test
  void aHugeHeaderIsNotRead() throws IOException {
    Path file = folder.resolve("w.safetensors");
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.writeLong(Long.reverseBytes(100_000_001));
      sparse.setLength(100_000_009);
    }
    assertThatThrownBy(() -> Safetensors.open(file).close())
        .hasMessage(file + ": its header has 100000001 bytes; at most 100000000 are read");
  }

  @Test
  void tensorsBeyondTwoGibibytesAreRead() throws IOException {
    String header =
        """
        {"a": {"dtype": "U8", "shape": [1073741824], "data_offsets": [0, 1073741824]},
         "b": {"dtype": "F32", "shape": [536870912], "data_offsets": [1073741824, 3221225472]},
         "c": {"dtype": "F32", "shape": [2], "data_offsets": [3221225472, 3221225480]}}
        """;
    Path file = SampleFile.safetensors(folder, header, 0);
    long start = Files.size(file);
    try (FileChannel sparse = FileChannel.open(file, StandardOpenOption.WRITE)) {
      ByteBuffer last = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
      sparse.write(last.putFloat(1.5f).putFloat(-2).flip(), start + (3L << 30));
    }
    try (Safetensors tensors = Safetensors.open(file)) {
      assertThat(tensors.read("c").floats()).containsExactly(1.5f, -2);
    }
  }

  @Test
  void aFileThatShrinksWhileItIsOpenIsSaid() throws IOException {
    String header = "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}";
    Path path = SampleFile.safetensors(folder, header, 8);
    try (Safetensors file = Safetensors.open(path);
        FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
      channel.truncate(channel.size() - 4);
      assertThatThrownBy(() -> file.read("a"))
          .isInstanceOf(ExecutionException.class)
          .hasMessage(path + ": tensor 'a': the file has become shorter since it was opened");
    }
  }

  @Test
  void anUnsignedNumberBeyondALongIsSaid() throws IOException {
    String header = "{\"a\":{\"dtype\":\"U64\",\"shape\":[1],\"data_offsets\":[0,8]}}";
    Path path = SampleFile.safetensors(folder, header, 0);
    Files.write(path, new byte[] {0, 0, 0, 0, 0, 0, 0, -128}, StandardOpenOption.APPEND);
    try (Safetensors file = Safetensors.open(path)) {
      assertThatThrownBy(() -> file.read("a"))
          .isInstanceOf(ExecutionException.class)
          .hasMessage(
              path
                  + ": tensor 'a': 9223372036854775808 is too large: at most 2^63 − 1 can be held");
    }
  }
}
