package dev.cnnsummary.specs.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cnnsummary.specs.Location;
import dev.cnnsummary.specs.spec.Tree.Mapping;
import dev.cnnsummary.specs.spec.Tree.Scalar;
import dev.cnnsummary.specs.spec.Tree.ScalarKind;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TreeReaderTest {
  static Stream<Arguments> yamlTexts() {
    return Tables.rows("yaml-trees.txt");
  }

  static Stream<Arguments> jsonTexts() {
    return Tables.rows("json-trees.txt");
  }

  @ParameterizedTest
  @MethodSource("yamlTexts")
  void yamlGivesATreeOrLocatedFaults(String text, String expected) {
    assertThat(TreeTexts.read("net.yaml", text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("jsonTexts")
  void jsonGivesATreeOrLocatedFaults(String text, String expected) {
    assertThat(TreeTexts.read("net.json", text)).isEqualTo(expected);
  }

  @Test
  void nestedYamlKeepsEveryPlace() {
    String text =
        """
        name: 'net'
        layers:
          - conv1: {type: Conv2d, bias: false, k: , p: "1"}
          - [1, 2.5]
        """;
    assertThat(TreeTexts.read("net.yaml", text))
        .isEqualTo(
            "1:1 {1:1 name = 1:8 STRING 'net' quoted, 2:1 layers = 3:3 [3:5 {3:5 conv1 = 3:12"
                + " {3:13 type = 3:19 STRING 'Conv2d', 3:27 bias = 3:33 BOOLEAN 'false', 3:40 k ="
                + " 3:42 NULL '', 3:45 p = 3:49 STRING '1' quoted}}, 4:5 [4:6 INTEGER '1', 4:9"
                + " FLOAT '2.5']]}");
  }

  @ParameterizedTest
  @CsvSource({
    "net.json, true",
    "NET.JSON, true",
    "net.yaml, false",
    "net.YML, false",
    "-, true",
    "net, true"
  })
  void theNameDecidesAndElseTheFirstCharacter(String name, boolean json) {
    String text = "\n {'a': 1}";
    assertThat(TreeTexts.read(name, text))
        .isEqualTo(
            json
                ? "2:3 not valid JSON: Unexpected character ('''): was expecting double-quote to"
                    + " start property name"
                : "2:2 {2:4 a = 2:8 INTEGER '1'}");
  }

  @Test
  void aTextOfNoKnownNameIsYamlUnlessABracketOpensIt() {
    assertThat(TreeTexts.read("-", "a: [1]")).isEqualTo("1:1 {1:1 a = 1:4 [1:5 INTEGER '1']}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"net.yaml", "net.json"})
  void aByteOrderMarkCountsOnlyAtTheStart(String name) {
    assertThat(TreeTexts.read(name, "\uFEFF{\"a\": 1}"))
        .isEqualTo(TreeTexts.read(name, "{\"a\": 1}"));
    assertThat(TreeTexts.read(name, "{\"a\": \uFEFF1}"))
        .isEqualTo("1:7 the character U+FEFF is not allowed in a spec");
  }

  @Test
  void aLoneSurrogateIsRefused() {
    assertThat(TreeTexts.read("net.yaml", "a:\n  b\uD800"))
        .isEqualTo("2:4 the character U+D800 is not allowed in a spec");
  }

  @ParameterizedTest
  @ValueSource(strings = {"net.yaml", "net.json"})
  void twoHundredLevelsAreRead(String name) {
    assertThat(TreeTexts.read(name, "[".repeat(200) + "]".repeat(200))).startsWith("1:1 [1:2 [");
  }

  @ParameterizedTest
  @ValueSource(ints = {201, 100_000})
  void moreThanTwoHundredLevelsAreRefused(int levels) {
    assertThat(TreeTexts.read("net.yaml", "[".repeat(levels)))
        .isEqualTo("1:201 values are nested deeper than 200 levels");
    assertThat(TreeTexts.read("net.json", "[".repeat(levels)))
        .isEqualTo("1:201 values are nested deeper than 200 levels");
    assertThat(TreeTexts.read("net.yaml", "- ".repeat(levels)))
        .isEqualTo("1:401 values are nested deeper than 200 levels");
  }

  @ParameterizedTest
  @ValueSource(strings = {"net.yaml", "net.json"})
  void moreThanTwoHundredThousandValuesAreRefused(String name) {
    String most = "[" + "0,".repeat(199_998) + "0]";
    assertThat(TreeTexts.read(name, most)).startsWith("1:1 [1:2 INTEGER '0'");
    assertThat(TreeTexts.read(name, "[0," + most.substring(1)))
        .isEqualTo("1:400000 the file has more than 200000 values");
  }

  @Test
  void aNumberBeyondTheParsersBoundIsAFault() {
    assertThat(TreeTexts.read("net.json", "{\"a\": " + "1".repeat(2_000) + "}"))
        .isEqualTo(
            "1:2007 not valid JSON: Number value length (2000) exceeds the maximum allowed (1000)");
  }

  @Test
  void aNameBeyondTheParsersBoundIsAFault() {
    assertThat(TreeTexts.read("net.json", "{\"" + "x".repeat(60_000) + "\": 1}"))
        .containsPattern(
            "^1:[0-9]+ not valid JSON: Name length \\([0-9]+\\) exceeds the maximum allowed"
                + " \\(50000\\)$");
  }

  @Test
  void aYamlTextBeyondTheBoundIsAFault() {
    assertThat(TreeTexts.read("net.yaml", "'" + "x".repeat(Source.MAX_BYTES) + "'"))
        .containsPattern("^1:[0-9]+ not valid YAML: The incoming YAML document exceeds the limit");
  }

  @ParameterizedTest
  @ValueSource(strings = {"#", "x", "'", "\"", "x: ", "{", "? ", "- ", "&", "!", "%", "|\n "})
  void aLineOfMegabytesIsReadOrRefused(String start) {
    String text = start + "x".repeat(3 << 20);
    assertThat(TreeTexts.read("net.yaml", text)).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, 1 INTEGER",
    "-0.5, 5, 1 FLOAT",
    "1e, 0, 1 FLOAT",
    "1, :1, 1 expected",
    "0x, f, 1"
  })
  void aNumberOfMegabytesIsReadOrRefused(String start, String more, String expected) {
    String text = start + more.repeat(1 << 20);
    assertThat(TreeTexts.read("net.yaml", text)).startsWith("1:" + expected);
  }

  private static Mapping mapping(String text) {
    Tree tree = TreeReader.read(new Source("net.yaml", text), new Problems());
    return (Mapping) Objects.requireNonNull(tree);
  }

  @Test
  void aMappingGivesItsValuesByName() {
    Mapping mapping = mapping("{a: 1, b: 2}");
    assertThat(mapping.get("b")).isEqualTo(mapping.members().get(1).value());
    assertThat(mapping.get("c")).isNull();
  }

  @Test
  void ofTwoEqualKeysTheFirstIsKept() {
    Mapping mapping = mapping("{a: 1, a: 2}");
    assertThat(mapping.members()).hasSize(1);
    assertThat(mapping.get("a"))
        .isEqualTo(new Scalar(new Location("net.yaml", 1, 5), ScalarKind.INTEGER, "1", false));
  }
}
