package dev.cnnsummary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cnnsummary.analyzer.Analysis;
import dev.cnnsummary.analyzer.Analyzer;
import dev.cnnsummary.cli.render.Screen;
import dev.cnnsummary.cli.render.WindowPicture;
import dev.cnnsummary.specs.Models;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pictures of sliding windows. */
class WindowPictureTest {
  @TempDir Path folder;

  private String picture(String input, String layer, String... options) {
    String file =
        SmallModels.file(
            folder, "name: one\ninput: " + input + "\nlayers:\n  - layer: " + layer + "\n");
    String[] all = new String[options.length + 4];
    System.arraycopy(new String[] {"explain", file, "layer", "--window"}, 0, all, 0, 4);
    System.arraycopy(options, 0, all, 4, options.length);
    String out = Run.fine(all).out();
    return out.substring(out.indexOf("output ["));
  }

  @Test
  void stride2WithPadding1() {
    assertThat(
            picture(
                "1x5x5", "{type: Conv2d, out_channels: 1, kernel_size: 3, stride: 2, padding: 1}"))
        .isEqualTo(
            """
            output [0, 0]    output [0, 1]    output [2, 2]
            ▣ ▣ ▣ · · · ·    · · ▣ ▣ ▣ · ·    · · · · · · ·
            ▣ ■ ■ □ □ □ ·    · □ ■ ■ ■ □ ·    · □ □ □ □ □ ·
            ▣ ■ ■ □ □ □ ·    · □ ■ ■ ■ □ ·    · □ □ □ □ □ ·
            · □ □ □ □ □ ·    · □ □ □ □ □ ·    · □ □ □ □ □ ·
            · □ □ □ □ □ ·    · □ □ □ □ □ ·    · □ □ □ ■ ■ ▣
            · □ □ □ □ □ ·    · □ □ □ □ □ ·    · □ □ □ ■ ■ ▣
            · · · · · · ·    · · · · · · ·    · · · · ▣ ▣ ▣

            ■ tap  ▣ tap on padding  · padding  □ input
            """);
  }

  @Test
  void whatTheFloorCutsOffIsNeverUsed() {
    assertThat(picture("1x6x6", "{type: MaxPool2d, kernel_size: 3, stride: 2}", "--ascii"))
        .isEqualTo(
            """
            output [0, 0]    output [0, 1]    output [1, 1]
            # # # o o x      o o # # # x      o o o o o x
            # # # o o x      o o # # # x      o o o o o x
            # # # o o x      o o # # # x      o o # # # x
            o o o o o x      o o o o o x      o o # # # x
            o o o o o x      o o o o o x      o o # # # x
            x x x x x x      x x x x x x      x x x x x x

            # tap  o input  x input that no window sees
            Never used: rows 5 of 0 to 5
            Never used: columns 5 of 0 to 5
            """);
  }

  @Test
  void dilationLeavesGaps() {
    assertThat(picture("1x4x4", "{type: Conv2d, out_channels: 1, kernel_size: 2, dilation: 2}"))
        .startsWith(
            """
            output [0, 0]    output [0, 1]    output [1, 1]
            ■ □ ■ □          □ ■ □ ■          □ □ □ □
            □ □ □ □          □ □ □ □          □ ■ □ ■
            ■ □ ■ □          □ ■ □ ■          □ □ □ □
            □ □ □ □          □ □ □ □          □ ■ □ ■
            """);
  }

  @Test
  void ceilModeLetsTheLastWindowRunOverTheEdge() {
    assertThat(picture("1x4x4", "{type: MaxPool2d, kernel_size: 3, stride: 2, ceil_mode: true}"))
        .contains("□ □ □ □ ·\n", "□ □ ■ ■ ▣\n", "· · ▣ ▣ ▣\n");
  }

  @Test
  void aTransposedConvolutionIsOneOverItsInputWithZerosBetween() {
    assertThat(
            picture(
                "1x3x3",
                "{type: ConvTranspose2d, out_channels: 1, kernel_size: 3, stride: 2, padding: 1}"))
        .isEqualTo(
            """
            output [0, 0]    output [0, 1]    output [4, 4]
            ▣ ▣ ▣ · · · ·    · ▣ ▣ ▣ · · ·    · · · · · · ·
            ▣ ■ ▣ □ · □ ·    · ■ ▣ ■ · □ ·    · □ · □ · □ ·
            ▣ ▣ ▣ · · · ·    · ▣ ▣ ▣ · · ·    · · · · · · ·
            · □ · □ · □ ·    · □ · □ · □ ·    · □ · □ · □ ·
            · · · · · · ·    · · · · · · ·    · · · · ▣ ▣ ▣
            · □ · □ · □ ·    · □ · □ · □ ·    · □ · □ ▣ ■ ▣
            · · · · · · ·    · · · · · · ·    · · · · ▣ ▣ ▣

            ■ tap  ▣ tap on a zero  · zero between or around  □ input
            """);
  }

  @Test
  void oneAxisIsALine() {
    assertThat(picture("1x5", "{type: AvgPool1d, kernel_size: 2}"))
        .isEqualTo(
            """
            output [0]    output [1]
            ■ ■ □ □ ×     □ □ ■ ■ ×

            ■ tap  □ input  × input that no window sees
            Never used: elements 4 of 0 to 4
            """);
  }

  @ParameterizedTest
  @ValueSource(ints = {30, 40, 80, 200})
  void aPictureIsNoWiderThanTheScreen(int width) {
    Analysis analysis = Analyzer.analyze(Models.load("alexnet-d2l"));
    String picture =
        WindowPicture.write(
            analysis, analysis.graph().nodes().getFirst(), new Screen(width, false), false);
    assertThat(picture.lines().skip(2).filter(line -> line.matches("[▣■□·×…⋮⋱ ]+")))
        .isNotEmpty()
        .allMatch(line -> line.length() <= width);
  }
}
