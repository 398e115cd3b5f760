package dev.cnnsummary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What papers say of their networks' sizes, in as many digits as they say it. */
class PaperTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # He et al., Deep Residual Learning, table 6
          resnet20 | params | 0.27M
          resnet32 | params | 0.46M
          resnet44 | params | 0.66M
          resnet56 | params | 0.85M
          resnet110 | params | 1.7M
          # Huang et al., Densely Connected Convolutional Networks, table 2
          densenet-bc-100-12 | params | 0.8M
          densenet-bc-100-12 --set num_classes=100 | params | 0.8M
          # Howard et al., MobileNets, tables 6 and 7
          mobilenet_v1 | params | 4.2M
          mobilenet_v1 --set width_mult=0.75 | params | 2.6M
          mobilenet_v1 --set width_mult=0.5 | params | 1.3M
          mobilenet_v1 --set width_mult=0.25 | params | 0.5M
          mobilenet_v1 | macs | 569M
          mobilenet_v1 --set width_mult=0.75 | macs | 325M
          mobilenet_v1 --set width_mult=0.5 | macs | 149M
          mobilenet_v1 --set width_mult=0.25 | macs | 41M
          mobilenet_v1 --input 3x192x192 | macs | 418M
          mobilenet_v1 --input 3x128x128 | macs | 186M
          # Chollet, Xception, table 3
          xception | params | 22855952
          # Simonyan and Zisserman, Very Deep Convolutional Networks, table 2
          vgg11 | params | 133M
          vgg13 | params | 133M
          vgg16 | params | 138M
          vgg19 | params | 144M
          # torchvision's num_params of the weights
          fcn_resnet50 | params | 35322218
          deeplabv3_resnet50 | params | 42004074
          """)
  void sizesAreThoseOfThePaper(String arguments, String total, String stated) {
    JsonNode totals = Run.json(arguments.split(" ")).get("totals");
    assertThat(rounded(totals.get(total).asLong(), stated)).isEqualTo(stated);
  }

  private static String rounded(long number, String stated) {
    if (!stated.endsWith("M")) {
      return Long.toString(number);
    }
    int decimals = stated.contains(".") ? stated.length() - stated.indexOf('.') - 2 : 0;
    return BigDecimal.valueOf(number, 6).setScale(decimals, RoundingMode.HALF_UP) + "M";
  }
}
