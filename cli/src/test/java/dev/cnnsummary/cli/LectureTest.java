package dev.cnnsummary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tables and listings that stand in the lecture documents. */
class LectureTest {
  @Test
  void theTableOfLeNetIsThatOfDocument000() {
    assertThat(Run.fine("lenet5-tanh", "--style", "lecture").out())
        .isEqualTo(
            """
            Number  Layer            Feature   Size  Kernel Size  Stride  Padding  Activation
            ---------------------------------------------------------------------------------
            input   image                  1  32x32            -       -        -  -
            1       Convolution            6  28x28          5x5       1        0  tanh
            2       Average Pooling        6  14x14          2x2       2        0  tanh
            3       Convolution           16  10x10          5x5       1        0  tanh
            4       Average Pooling       16    5x5          2x2       2        0  tanh
            5       Convolution          120    1x1          5x5       1        0  tanh
            6       Fully-Connected        -     84            -       -        -  tanh
            Output  Fully-Connected        -     10            -       -        -  softmax
            """);
  }

  /** Rows as in document 000: number, layer, channels or features, activation. */
  @ParameterizedTest
  @CsvSource(
      nullValues = "",
      value = {
        "alexnet-cifar, 13, 8, Max Pooling, 256, -",
        "alexnet-cifar, 13, 9, Dropout, 4096, -",
        "alexnet-cifar, 13, 10, Fully-Connected, 2048, ReLU",
        "vgg16, 24, 18, Max Pooling, 512, -",
        "vgg16, 24, 19, AdaptiveAvgPool, 512, -",
        "vgg16, 24, 20, Fully-Connected, 4096, ReLU",
        "vgg16, 24, 23, Dropout, 4096, -",
        "resnet18-cifar, 11, 1, Convolution, 64, ReLU",
        "resnet18-cifar, 11, 9, CifarBlock, 512, ReLU",
        "resnet18-cifar, 11, 10, Average Pooling, 512, -",
      })
  void aRowIsThatOfDocument000(
      String model, int count, String number, String layer, String extent, String activation) {
    String[] lines =
        Run.fine(model, "--style", "lecture", "--format", "markdown").out().split("\n", -1);
    assertThat(lines).hasSize(4 + count); // header, rule, input and the end
    String[] row = lines[2 + Integer.parseInt(number)].split(" \\| ", -1);
    assertThat(row[0]).isEqualTo("| " + number);
    assertThat(row[1]).isEqualTo(layer);
    assertThat(row[2].equals("-") ? row[3] : row[2]).isEqualTo(extent);
    assertThat(row[7]).isEqualTo(activation + " |");
  }

  @Test
  void theListingOfLeNetIsThatOfDocument002() {
    assertThat(Run.fine("lenet", "--style", "shapes").out())
        .isEqualTo(
            """
            Conv2d(1, 6, kernel_size=(5, 5), stride=(1, 1), padding=(2, 2))
            torch.Size([1, 6, 28, 28])
            Sigmoid()
            torch.Size([1, 6, 28, 28])
            AvgPool2d(kernel_size=2, stride=2, padding=0)
            torch.Size([1, 6, 14, 14])
            Conv2d(6, 16, kernel_size=(5, 5), stride=(1, 1))
            torch.Size([1, 16, 10, 10])
            Sigmoid()
            torch.Size([1, 16, 10, 10])
            AvgPool2d(kernel_size=2, stride=2, padding=0)
            torch.Size([1, 16, 5, 5])
            Flatten(start_dim=1, end_dim=-1)
            torch.Size([1, 400])
            Linear(in_features=400, out_features=120, bias=True)
            torch.Size([1, 120])
            Sigmoid()
            torch.Size([1, 120])
            Linear(in_features=120, out_features=84, bias=True)
            torch.Size([1, 84])
            Sigmoid()
            torch.Size([1, 84])
            Linear(in_features=84, out_features=10, bias=True)
            torch.Size([1, 10])
            """);
  }

  @Test
  void theListingOfAlexNetIsThatOfDocument002() {
    assertThat(Run.fine("alexnet-d2l", "--style", "shapes").out())
        .isEqualTo(Resources.text("documents/alexnet-d2l-shapes.txt"));
  }

  @Test
  void theListingOfNinIsThatOfDocument002() {
    assertThat(Run.fine("nin-d2l", "--style", "shapes", "--depth", "1").out())
        .isEqualTo(
            """
            Sequential output shape:\t torch.Size([1, 96, 54, 54])
            MaxPool2d output shape:\t torch.Size([1, 96, 26, 26])
            Sequential output shape:\t torch.Size([1, 256, 26, 26])
            MaxPool2d output shape:\t torch.Size([1, 256, 12, 12])
            Sequential output shape:\t torch.Size([1, 384, 12, 12])
            MaxPool2d output shape:\t torch.Size([1, 384, 5, 5])
            Dropout output shape:\t torch.Size([1, 384, 5, 5])
            Sequential output shape:\t torch.Size([1, 10, 5, 5])
            AdaptiveAvgPool2d output shape:\t torch.Size([1, 10, 1, 1])
            Flatten output shape:\t torch.Size([1, 10])
            """);
  }
}
