package dev.cnnsummary.cli.repl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cnnsummary.cli.render.Screen;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.LineDisciplineTerminal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A session at JLine's own pseudo-terminal: what is typed, and what is seen. */
@Timeout(60)
class TerminalTest {
  private static final String TAB = "\t";
  private static final String UP = "\u001bOA";
  private static final String DOWN = "\u001b[B";
  private static final String LEFT = "\u001bOD";
  private static final int CTRL_C = 3;
  private static final int CTRL_D = 4;

  @TempDir private Path folder;
  private final ByteArrayOutputStream seen = new ByteArrayOutputStream();
  private LineDisciplineTerminal terminal;
  private Session session;
  private Thread talk;

  @BeforeEach
  void begin() throws Exception {
    terminal = new LineDisciplineTerminal("test", "xterm", seen, UTF_8);
    terminal.setSize(Size.of(100, 30));
    session =
        new Session(
            terminal.writer(),
            () -> new Screen(terminal.getColumns(), false),
            new Fixture(),
            false);
    talk =
        Thread.ofPlatform()
            .start(() ->
                new Shell(session, terminal.writer()).talk(terminal, folder.resolve("history")));
    see("cnnsummary> ");
  }

  @AfterEach
  void end() throws Exception {
    type("quit\r");
    talk.join(10_000);
    terminal.close();
  }

  private void type(String text) throws Exception {
    terminal.processInputBytes(text.getBytes(UTF_8));
  }

  private void see(String text) throws InterruptedException {
    while (!seen.toString(UTF_8).contains(text)) {
      Thread.sleep(5);
    }
  }

  private void forget() {
    seen.reset();
  }

  @Test
  void aCommandIsAnswered() throws Exception {
    type("load lenet5\r");
    see("lenet5: 12 layers");
    see("lenet5> ");
  }

  @Test
  void tabCompletesCommandsModelsAndLayers() throws Exception {
    type("loa" + TAB + "mobilenet_v3_s" + TAB + "\r");
    see("mobilenet_v3_small: ");
    type("goto classifier.3" + TAB + "\r");
    see("classifier.3  Linear");
  }

  @Test
  void aLineCanBeEdited() throws Exception {
    type("load lenet" + LEFT + LEFT + LEFT + LEFT + LEFT + "alex\u000b" + "net\r");
    see("alexnet: ");
  }

  @Test
  void theLastLineComesBackAndIsKept() throws Exception {
    type("load lenet5\r");
    see("lenet5> ");
    forget();
    type(UP + "\r");
    see("lenet5: 12 layers");
    type("quit\r");
    talk.join(10_000);
    assertThat(Files.readString(folder.resolve("history"))).contains("load lenet5");
  }

  @Test
  void ctrlCGivesALineUp() throws Exception {
    type("load nothing");
    see("nothing");
    terminal.processInputBytes(new byte[] {CTRL_C});
    type("load lenet5\r");
    see("lenet5: 12 layers");
    assertThat(seen.toString(UTF_8)).doesNotContain("there is no model");
  }

  @Test
  void whatIsPrintedFollowsTheSize() throws Exception {
    type("load lenet5\r");
    see("lenet5> ");
    terminal.setSize(Size.of(60, 30));
    terminal.raise(Terminal.Signal.WINCH);
    forget();
    type("print\r");
    see("5 deep");
    assertThat(seen.toString(UTF_8).lines().filter(line -> line.matches(".*[├└]─.*")).toList())
        .hasSize(12)
        .allMatch(line -> line.strip().length() <= 60);
  }

  @Test
  void ctrlDLeaves() throws Exception {
    terminal.processInputBytes(new byte[] {CTRL_D});
    talk.join(10_000);
    assertThat(talk.isAlive()).isFalse();
  }

  @Test
  void ctrlCEndsARun() throws Exception {
    type("load vgg16\r");
    see("vgg16> ");
    type("run\r");
    see("[1/");
    terminal.raise(Terminal.Signal.INT);
    see("cancelled");
    type("load lenet5\r");
    see("lenet5: 12 layers");
  }

  @Test
  void browsingWalksWithTheArrowKeysAndFollowsTheSize() throws Exception {
    type("load lenet5\r");
    see("lenet5> ");
    type("browse\r");
    see("arrow keys");
    terminal.setSize(Size.of(70, 20));
    terminal.raise(Terminal.Signal.WINCH);
    type(DOWN + DOWN + DOWN);
    see("conv2");
    type("q");
    forget();
    type("show\r");
    see("conv2: Conv2d");
  }
}
