package dev.cnnsummary.specs.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Options and their defaults are those of PyTorch's and torchvision's signatures. */
class TorchDefaultsTest {
  private static final String REQUIRED = "(required)";

  static Stream<Arguments> options() {
    try (InputStream stream = TorchDefaultsTest.class.getResourceAsStream("/torch/defaults.tsv")) {
      String text =
          new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().skip(1).map(line -> Arguments.of((Object[]) line.split("\t", -1)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("options")
  void anOptionHasTorchsDefault(String type, String name, String torch) {
    Option option =
        Objects.requireNonNull(
            Objects.requireNonNull(LayerTypes.find(type)).option(name),
            () -> type + " has no option " + name);
    assertThat(option.text()).isNotEmpty();
    if (torch.equals(REQUIRED) && option.text().endsWith("left out")) {
      assertThat(option.preset()).isEqualTo(new Data.None());
    } else {
      assertThat(text(option)).isEqualTo(torch.matches("[-0-9].*") ? number(torch) : torch);
    }
  }

  private static String text(Option option) {
    return switch (option.preset()) {
      case null -> REQUIRED;
      case Data.Num(double value) -> Double.toString(value);
      case Data preset -> preset.print();
    };
  }

  private static String number(String text) {
    return Double.toString(Double.parseDouble(text));
  }
}
