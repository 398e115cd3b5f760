package dev.cnnsummary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableTest {
  private static final String TEXT = "path\tparams\nconv1\t9408\nbn1\t128\n";

  @Test
  void equalTablesDoNotDiffer() {
    assertThat(Table.parse(TEXT).difference(Table.parse(TEXT))).isEmpty();
  }

  @Test
  void aCellThatDiffersIsNamedWithItsRowAndColumn() {
    assertThat(Table.parse(TEXT).difference(Table.parse(TEXT.replace("128", "129"))))
        .contains("row 2, bn1: expected the params '128', got '129'");
  }

  @Test
  void aRowThatIsMissingIsNamed() {
    assertThat(Table.parse(TEXT).difference(Table.parse(TEXT.replace("bn1\t128\n", ""))))
        .contains("row 2, bn1: missing");
  }

  @Test
  void aRowTooManyIsNamed() {
    assertThat(Table.parse(TEXT).difference(Table.parse(TEXT + "relu\t0\n")))
        .contains("row 3, relu: not expected");
  }

  @Test
  void linesAreNamedByTheirFirstWordAndComparedByteForByte() {
    assertThat(Table.ofLines("  Conv2d-1  [1]\n").difference(Table.ofLines("  Conv2d-1  [1] \n")))
        .contains("row 1, Conv2d-1: expected the line '  Conv2d-1  [1]', got '  Conv2d-1  [1] '");
  }

  @Test
  void aMissingNewlineAtTheEndDiffers() {
    assertThat(Table.ofLines("a\n").difference(Table.ofLines("a"))).isPresent();
  }

  /** A wrong digit in what is expected of a network must be noticed, where it stands. */
  @ParameterizedTest
  @CsvSource({
    "calls/resnet18.tsv, layer1.0.conv1\tConv2d\t1\t1x64x56x56\t1x64x56x56\t36864, 36864, 36865,"
        + " layer1.0.conv1",
    "calls/resnet18.tsv, layer4.1.bn2\tBatchNorm2d\t1\t1x512x7x7, x7x7, x7x8, layer4.1.bn2",
    "calls/vgg16.tsv, 1x512x28x28\t1x512x14x14, 14x14, 14x15, features.23",
    "state/resnet18.tsv, layer2.0.downsample.0.weight\tparam\t128x64x1x1, 128x, 129x,"
        + " layer2.0.downsample.0.weight",
    "torchsummary/resnet18.txt, 'Conv2d-5           [-1, 64, 56, 56]', 56, 57, Conv2d-5",
  })
  void aFlippedDigitNamesItsLayer(
      String file, String place, String digits, String flipped, String layer) {
    String right = Resources.text("torch/" + file);
    assertThat(right).containsOnlyOnce(place);
    String wrong = right.replace(place, place.replace(digits, flipped));
    boolean lines = file.endsWith(".txt");
    assertThat(
            (lines ? Table.ofLines(wrong) : Table.parse(wrong))
                .difference(TorchTest.actual(file.replaceAll("/.*", ""), resnetOrVgg(file))))
        .hasValueSatisfying(message -> assertThat(message).contains(", " + layer + ": expected"));
  }

  private static List<String> resnetOrVgg(String file) {
    return List.of(file.replaceAll(".*/|\\..*", ""), "--input", "3x224x224");
  }
}
