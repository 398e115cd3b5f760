package dev.cnnsummary.cli.repl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cnnsummary.cli.Run;
import dev.cnnsummary.cli.render.Screen;
import dev.cnnsummary.specs.InvalidSpecException;
import dev.cnnsummary.specs.Models;
import dev.cnnsummary.specs.spec.SpecWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A network from a file is changed as a spec, and keeps the file's numbers. */
class OnnxEditingTest {
  private static final String NUMBERED =
      """
      name: numbered
      input: 2x4x4
      layers:
        - net:
            layers:
              - {type: Conv2d, out_channels: 2, kernel_size: 1}
              - {type: Conv2d, out_channels: 2, kernel_size: 1}
              - {type: Conv2d, out_channels: 2, kernel_size: 1}
        - scale: {type: LayerNorm, normalized_shape: [4, 4]}
      """;

  @TempDir private Path folder;
  private final StringWriter said = new StringWriter();
  private final Session session =
      new Session(new PrintWriter(said), () -> Screen.NONE, new Fixture(), false);

  private void load(String spec) throws IOException {
    Path source = folder.resolve("source.yaml");
    Files.writeString(source, spec);
    String file = folder.resolve("model.onnx").toString();
    Run.fine("export", source.toString(), "--init", "seeded", "--seed", "7", "-o", file);
    session.execute("load " + file);
  }

  /** What a run says of its last layer, without the layer's place. */
  private String lastOfRun() {
    said.getBuffer().setLength(0);
    session.execute("run");
    String last = said.toString().lines().toList().getLast();
    return last.substring(last.indexOf(']') + 1);
  }

  @Test
  void anEditedFileComputesWithItsOwnNumbersWhateverItsLayersAreCalled() throws IOException {
    load(NUMBERED);
    String before = lastOfRun();
    session.execute("insert after net.1 Identity");
    assertThat(lastOfRun()).isEqualTo(before);
    assertThat(said.toString()).doesNotContain("made-up");
  }

  @Test
  void weightsOfAnotherShapeAreMadeUpAndNamed() throws IOException {
    load(NUMBERED);
    session.execute("set net.1.out_channels 3");
    lastOfRun();
    assertThat(said.toString().lines().findFirst())
        .hasValue(
            "made-up numbers, as the file has none that fit, for net.1.weight [3, 2, 1, 1] ([2, 2,"
                + " 1, 1] in the file), net.1.bias [3] ([2] in the file), net.2.weight [2, 3, 1, 1]"
                + " ([2, 2, 1, 1] in the file)");
  }

  @Test
  void whatIsSavedLoadsAsTheSameNetwork() throws IOException {
    load(NUMBERED);
    session.execute("replace net.1 Conv2d out_channels=5 kernel_size=3 padding=1");
    String file = folder.resolve("saved.yaml").toString();
    session.execute("save " + file);
    assertThat(SpecWriter.toYaml(Models.load(file)))
        .isEqualTo(SpecWriter.toYaml(Objects.requireNonNull(session.design()).graph()));
  }

  @Test
  void allThatIsUndoneIsTheFile() throws IOException {
    load(NUMBERED);
    Design file = session.design();
    session.execute("remove scale");
    session.execute("undo");
    assertThat(session.design()).isSameAs(file);
  }

  @Test
  void aFileThatIsNoSpecStaysAsItIsAndSaysWhy() throws IOException {
    load(
        """
        name: pools
        input: 2x8x8
        layers:
          - pool: {type: LPPool2d, norm_type: 2, kernel_size: 2}
          - then: ReLU
        """);
    Design file = session.design();
    assertThatExceptionOfType(InvalidSpecException.class)
        .isThrownBy(() -> session.execute("remove then"))
        .satisfies(e ->
            assertThat(e.problems().stream().map(Object::toString))
                .containsExactly(
                    "this file cannot become a spec, to be edited or saved",
                    "pool.pow: pow has no form in the spec language: the language has no such"
                        + " function",
                    "pool.pow_1: pow has no form in the spec language: the language has no such"
                        + " function"));
    assertThat(session.design()).isSameAs(file);
  }

  @Test
  void thatAFileBecomesASpecIsSaidOnce() throws IOException {
    load(NUMBERED);
    said.getBuffer().setLength(0);
    session.execute("remove scale");
    session.execute("remove net.2");
    assertThat(said.toString().lines().filter(line -> line.startsWith("edited as a spec")))
        .hasSize(1);
  }

  @Test
  void someLayersWithoutWordsTellEnough() throws IOException {
    load(
        """
        name: pools
        input: 2x32x32
        layers:
          - repeat: 6
            layers:
              - {type: LPPool2d, norm_type: 2, kernel_size: 2, stride: 1}
        """);
    assertThatExceptionOfType(InvalidSpecException.class)
        .isThrownBy(() -> session.execute("save " + folder.resolve("never.yaml")))
        .satisfies(e ->
            assertThat(e.problems().stream().map(Object::toString))
                .hasSize(6)
                .endsWith("8 more; 'cnnsummary convert' tells them all"));
    assertThat(List.of(folder.resolve("never.yaml"))).noneMatch(Files::exists);
  }
}
