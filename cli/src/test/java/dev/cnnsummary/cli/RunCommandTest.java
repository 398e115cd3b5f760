package dev.cnnsummary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cnnsummary.cli.image.Picture;
import dev.cnnsummary.cli.image.PictureFile;
import dev.cnnsummary.executor.weights.Safetensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What run takes and writes. */
class RunCommandTest {
  /** Ends as class activation maps need it, and calls a module twice. */
  private static final String SPEC =
      """
      name: seen
      input: 3x16x16
      layers:
        - body:
            layers:
              - conv: {type: Conv2d, out_channels: 4, kernel_size: 3, padding: 1}
              - relu: ReLU
              - again: {type: Conv2d, out_channels: 4, kernel_size: 3, padding: 1}
              - {reuse: relu}
        - pool: {type: AdaptiveAvgPool2d, output_size: 1}
        - {type: flatten, start_dim: 1}
        - fc: {type: Linear, out_features: 3}
      """;

  @TempDir private Path folder;

  private String spec() {
    return SmallModels.file(folder, SPEC);
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }

  private String text(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  /** A picture that is darker to the right. */
  private String picture(String name, int channels) {
    byte[] samples = new byte[40 * 30 * channels];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (byte) (255 - 6 * (i / channels % 40));
    }
    PictureFile.write(new Picture(40, 30, channels, samples), folder.resolve(name));
    return path(name);
  }

  private static JsonNode output(String... arguments) {
    return Run.json(arguments).get("outputs").get(0);
  }

  @Test
  void withoutAnInputThatOfSeedOneIsTaken() {
    assertThat(output("run", spec())).isEqualTo(output("run", spec(), "--input-seed", "1"));
    assertThat(output("run", spec())).isNotEqualTo(output("run", spec(), "--input-seed", "2"));
  }

  @Test
  void theOutputIsDescribedInJson() {
    JsonNode output = output("run", spec());
    assertThat(output.get("name").asString()).isEqualTo("fc");
    assertThat(output.get("shape").toString()).isEqualTo("[1,3]");
    double sum = 0;
    int greatest = 0;
    for (int i = 0; i < 3; i++) {
      double element = output.get("first16").get(i).asDouble();
      sum += element * element;
      greatest = element > output.get("first16").get(greatest).asDouble() ? i : greatest;
    }
    assertThat(output.get("l2").asDouble()).isEqualTo(Math.sqrt(sum));
    assertThat(output.get("argmax").asInt()).isEqualTo(greatest);
  }

  @Test
  void classesAreNamedAndOnlyTheFirstShown() throws IOException {
    String labels = text("labels.txt", "cat\ndog\nfox\n");
    Run run = Run.fine("run", spec(), "--labels", labels, "--top", "2");
    int argmax = output("run", spec()).get("argmax").asInt();
    assertThat(run.out()).contains(List.of("cat", "dog", "fox").get(argmax));
    assertThat(run.out().lines()).hasSize(5);
  }

  @Test
  void everyLayerIsDumpedUnderItsPathAndLaterCallsWithTheirNumber() {
    Run.fine("run", spec(), "--dump", path("dump.safetensors"));
    try (Safetensors file = Safetensors.open(folder.resolve("dump.safetensors"))) {
      assertThat(file.names())
          .containsExactlyInAnyOrder(
              "body.conv", "body.relu", "body.again", "body.relu/2", "pool", "flatten", "fc");
      assertThat(file.extent("body.relu/2").shape()).containsExactly(1, 4, 16, 16);
    }
  }

  @Test
  void savedWeightsGiveTheSameAnswer() {
    String weights = path("weights.safetensors");
    JsonNode made = output("run", spec(), "--seed", "5", "--save-weights", weights);
    assertThat(output("run", spec(), "--weights", weights)).isEqualTo(made);
  }

  @Test
  void allThatDoesNotFitInAFileOfWeightsIsListed() throws IOException {
    String weights = path("weights.safetensors");
    Run.fine("run", spec(), "--save-weights", weights);
    Path aside = Files.createDirectory(folder.resolve("other"));
    String other =
        SmallModels.file(
            aside,
            SPEC.replace("again:", "another:").replace("out_features: 3", "out_features: 2"));
    Run run = Run.of("run", other, "--weights", weights);
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err().lines())
        .hasSize(6)
        .allMatch(line -> line.startsWith("cnnsummary: " + weights + ": "))
        .anyMatch(line -> line.contains("has no 'body.another.weight'"))
        .anyMatch(line -> line.contains("has 'body.again.weight'"))
        .anyMatch(
            line -> line.contains("its 'fc.weight' is f32[3, 4], the network's is f32[2, 4]"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"zeros", "kaiming", "seeded"})
  void weightsAreMadeInAnyWay(String init) {
    double norm = output("run", spec(), "--init", init).get("l2").asDouble();
    assertThat(norm > 0).isEqualTo(!init.equals("zeros"));
  }

  @ParameterizedTest
  @CsvSource({"3, 3", "1, 3", "3, 1"})
  void aPictureIsSeenInTheColoursOfTheNetwork(int picture, int network) {
    String model =
        SmallModels.file(folder, SPEC.replace("input: 3x16x16", "input: " + network + "x16x16"));
    String image = picture("seen.png", picture);
    JsonNode seen = output("run", model, "--image", image);
    JsonNode other = output("run", model, "--image", image, "--resize", "30");
    assertThat(seen).isNotEqualTo(other);
  }

  @Test
  void meanAndDeviationAreTaken() {
    String image = picture("seen.png", 3);
    JsonNode usual = output("run", spec(), "--image", image);
    JsonNode stated =
        output(
            "run",
            spec(),
            "--image",
            image,
            "--mean",
            "0.485,0.456,0.406",
            "--std",
            "0.229,0.224,0.225");
    JsonNode plain = output("run", spec(), "--image", image, "--mean", "0,0,0", "--std", "1,1,1");
    assertThat(stated).isEqualTo(usual);
    assertThat(plain).isNotEqualTo(usual);
  }

  @ParameterizedTest
  @CsvSource({"body.conv", "body.relu/2", "body"})
  void mapsOfALayerOrAContainerAreDrawn(String layer) {
    Run.fine("run", spec(), "--save-map", layer, path("map.png"));
    Picture map = PictureFile.read(folder.resolve("map.png"));
    assertThat(map.width()).isEqualTo(map.height()).isGreaterThan(2 * 16);
  }

  @Test
  void theMapOfAContainerIsThatOfItsLastLayer() {
    Run.fine("run", spec(), "--save-map", "body", path("container.png"));
    Run.fine("run", spec(), "--save-map", "body.relu/2", path("layer.png"));
    assertThat(folder.resolve("container.png")).hasSameBinaryContentAs(folder.resolve("layer.png"));
  }

  @Test
  void aClassActivationMapIsDrawnOverThePicture() {
    Run.fine("run", spec(), "--image", picture("seen.png", 3), "--cam", path("cam.png"));
    Picture map = PictureFile.read(folder.resolve("cam.png"));
    assertThat(map.channels()).isEqualTo(3);
    assertThat(map.width()).isEqualTo(map.height()).isEqualTo(448);
  }

  @Test
  void anInputFileIsReadByItsName() {
    String made = path("dump.safetensors");
    String identity =
        "name: same\ninput: 3x16x16\nlayers:\n  - input2: Identity\n  - input3: Identity\n";
    Run.fine("run", SmallModels.file(folder, identity), "--dump", made);
    Run missing = Run.of("run", spec(), "--input-file", made);
    assertThat(missing.code()).isEqualTo(2);
    assertThat(missing.err()).contains("has no 'input'");
  }

  /** Each of many values is a gigabyte, and all are needed at the end. */
  @ParameterizedTest
  @ValueSource(strings = {"run", "verify", "bench"})
  void aRunBeyondTheMemoryIsRefusedBeforeAnythingIsAllocated(String command) {
    StringBuilder spec = new StringBuilder("name: huge\ninput: 1x16384x16384\nlayers:\n");
    for (int i = 0; i < 512; i++) {
      spec.append("  - r%d: {type: ReLU, from: input}\n".formatted(i));
    }
    spec.append("  - s0: {type: add, from: [r0, r1]}\n");
    for (int i = 2; i < 512; i++) {
      spec.append("  - s%d: {type: add, from: [s%d, r%d]}\n".formatted(i - 1, i - 2, i));
    }
    Run run = Run.of(command, SmallModels.file(folder, spec.toString()));
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err())
        .startsWith("cnnsummary: this takes ")
        .contains(" MB (weights 0.0 MB, values ")
        .endsWith("for it on this machine: a smaller --input or --batch takes less\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          --top 0; --top: expected a number of at least 1
          --image none.png; none.png: there is no such file
          --image a.png --input-seed 1; give one of them
          --resize 10; are for an --image
          --save-map bodi m.png; has no layer 'bodi'
          --weights w.safetensors --init zeros; weights come from one or the other
          --labels none.txt; none.txt
          --init ones; ones
          """)
  void badUsageIsSaid(String options, String message) {
    String[] given = options.split(" ", -1);
    String[] arguments = new String[given.length + 2];
    arguments[0] = "run";
    arguments[1] = spec();
    System.arraycopy(given, 0, arguments, 2, given.length);
    Run run = Run.of(arguments);
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("cnnsummary: ").contains(message);
  }
}
