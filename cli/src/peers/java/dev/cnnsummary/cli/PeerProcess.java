package dev.cnnsummary.cli;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/**
 * Measures in processes of their own: Java as the launcher starts it for {@code bench}, but for the
 * archive of classes that makes it start sooner.
 */
final class PeerProcess {
  private final List<String> options;

  /**
   * Asks the launcher how it starts Java.
   *
   * @param start its file {@code packaging/start}
   */
  PeerProcess(Path start) throws IOException, InterruptedException {
    Process shell =
        new ProcessBuilder(
                "sh", "-c", ". \"$0\" && find_kind bench && jvm_options $kind", start.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String text = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (shell.waitFor() != 0) {
      throw new IOException(start + " does not tell how Java is started");
    }
    options = List.of(text.strip().split("\\s+"));
  }

  /**
   * Measures.
   *
   * @throws IOException if the process fails, with what it said
   */
  PeerRun.Result result(PeerRun run) throws IOException, InterruptedException {
    JsonMapper json = new JsonMapper();
    File asked = run.folder().resolve("run.json").toFile();
    Path answer = run.folder().resolve("result.json");
    Path messages = run.folder().resolve("messages.txt");
    Files.deleteIfExists(answer);
    json.writeValue(asked, run);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(PeerRun.class.getName(), asked.toString(), answer.toString()));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(messages.toFile())
            .start();
    if (process.waitFor() != 0 || !Files.exists(answer)) {
      throw new IOException(run + " failed:\n" + Files.readString(messages));
    }
    return json.readValue(answer.toFile(), PeerRun.Result.class);
  }
}
