package dev.cnnsummary.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cnnsummary.specs.spec.SpecSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {
  @ParameterizedTest
  @ValueSource(strings = {"--help", "list --help", "show --help", "schema --help"})
  void helpFitsInto80Columns(String line) {
    Run run = Run.of(line.split(" "));
    assertThat(run.code()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out().lines()).isNotEmpty().allMatch(each -> each.length() <= 80);
  }

  @Test
  void helpNamesEveryCommand() {
    assertThat(Run.of("--help").out()).contains("\n  list  ", "\n  show  ", "\n  schema  ");
  }

  @Test
  void schemaIsPrintedAsItIs() {
    Run run = Run.of("schema");
    assertThat(run.code()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).isEqualTo(SpecSchema.json());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          lenet --style trie     | expected torchsummary, tree, torchinfo, repr, shapes or lecture, got 'trie' (did you mean 'tree'?)
          lenet --format yaml    | expected text, json, csv or markdown, got 'yaml'
          lenet --batch two      | expected a whole number, got 'two'
          lenet --depth two      | expected a whole number, got 'two'
          bench lenet --runs two | expected a whole number, got 'two'
          run lenet --gain two   | expected a number, got 'two'
          run lenet --mean 1,two | expected a number, got 'two'
          list --sort size       | expected family, name, params or macs, got 'size'
          lenet --batch 0        | --batch: expected a number of at least 1, got 0
          lenet --depth -1       | --depth: expected a number of levels, 0 or more, got -1
          lenet --depth 1 --format json        | --depth is for the styles tree
          lenet --depth 1 --style torchsummary | --depth is for the styles tree
          lenet --columns params --format json | --columns is for the style tree
          lenet --count-as thop --style shapes | --count-as is for the style tree
          lenet --dtype f16 --style torchinfo  | --dtype is for the style tree
          lenet --training --format csv        | --training is for the style tree
          lenet --optimizer sgd                | --optimizer is for --training
          lenet --training --optimizer adams   | did you mean 'adam'?
          lenet --dtype f8                     | expected f32, f64, f16
          lenet --columns count_as             | the column count_as is for --count-as
          lenet --count-as ptflop              | did you mean 'ptflops'?
          lenet --columns size   | expected layer, type
          lenet --dept 1         | (did you mean '--depth'?)
          lenet --set x          | --set: expected PARAMETER=VALUE, got 'x'
          lenet --set a=1 --set a=2 | --set: 'a' is given twice
          lenet --set num_class=5   | no such parameter (did you mean 'num_classes'?)
          lenet list             | 'list' comes first
          --batch 2 list         | 'list' comes first
          --debug                | which model?
          show                   | 'MODEL'
          vgg                    | (it has vgg11, vgg13, vgg16
          resnet81               | (did you mean 'resnet18'?)
          """)
  void badUsageIsRefusedInALineThatSaysWhatIsWrong(String line, String message) {
    Run run = Run.of(line.split(" "));
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err().lines().findFirst()).get().asString().contains(message);
    assertThat(run.err().lines()).allMatch(each -> each.startsWith("cnnsummary: "));
  }

  @Test
  void anOptionsWordMayBeInCapitals() {
    assertThat(Run.of("lenet", "--style", "Tree")).isEqualTo(Run.of("lenet", "--style", "tree"));
    assertThat(Run.of("list", "--sort", "MACS")).isEqualTo(Run.of("list", "--sort", "macs"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"--format=json", "--format=csv", "--style=tree"})
  void aReceptiveFieldThatDoesNotFitIn64BitsIsALocatedProblem(String form, @TempDir Path folder)
      throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("strides.yaml"),
            """
            input: 1x1x1
            layers:
              - {type: MaxPool2d, repeat: 9, kernel_size: 1, stride: 1000000000}
            """);
    Run run = Run.of(file.toString(), form);
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("strides.yaml:3:5: 2: its receptive field is too large");
  }

  @Test
  void whatIsWrittenToAFileIsWhatIsPrinted(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("summary.txt"), "old");
    assertThat(Run.of("lenet", "--output", file.toString())).isEqualTo(new Run(0, "", ""));
    assertThat(file).hasContent(Run.of("lenet").out());
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void aFileThatIsWrittenHasTheRightsOfAnyNewFile(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("summary.txt");
    assertThat(Run.of("lenet", "--output", file.toString()).code()).isZero();
    Path other = Files.writeString(folder.resolve("other.txt"), "");
    assertThat(Files.getPosixFilePermissions(file)).isEqualTo(Files.getPosixFilePermissions(other));
  }

  @Test
  void aLinkStaysALinkToTheFileThatIsWritten(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("summary.txt"), "old");
    Path link = Files.createSymbolicLink(folder.resolve("link.txt"), file);
    assertThat(Run.of("lenet", "--output", link.toString()).code()).isZero();
    assertThat(link).isSymbolicLink();
    assertThat(file).hasContent(Run.of("lenet").out());
  }

  @Test
  @Timeout(60)
  void aPipeIsWrittenToAndNotReplaced(@TempDir Path folder)
      throws IOException, InterruptedException {
    Path pipe = folder.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    Process reader = new ProcessBuilder("cat", pipe.toString()).start();
    try {
      assertThat(Run.of("lenet", "--output", pipe.toString()).code()).isZero();
      assertThat(Files.isRegularFile(pipe)).isFalse();
      assertThat(new String(reader.getInputStream().readAllBytes(), UTF_8))
          .isEqualTo(Run.of("lenet").out());
    } finally {
      reader.destroy();
    }
  }

  @Test
  void aFileInAMissingFolderIsRefused(@TempDir Path folder) {
    Run run = Run.of("lenet", "--output", folder.resolve("missing/summary.txt").toString());
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("there is no such folder");
  }
}
