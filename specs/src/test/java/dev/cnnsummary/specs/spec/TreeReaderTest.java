package dev.cnnsummary.specs.spec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TreeReaderTest {
  @Test
  void everyYamlValueHasItsPlace() {
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

  @Test
  void everyJsonValueHasItsPlace() {
    String text = "{\"name\": \"net\",\n \"layers\": [1, -2.5, true, null, {}]}";
    assertThat(TreeTexts.read("net.json", text))
        .isEqualTo(
            "1:1 {1:3 name = 1:11 STRING 'net' quoted, 2:3 layers = 2:12 [2:13 INTEGER '1', 2:16"
                + " FLOAT '-2.5', 2:22 BOOLEAN 'true', 2:28 NULL 'null', 2:34 {}]}");
  }
}
