package dev.cnnsummary.cli;

import ai.onnxruntime.OrtEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.stream.Stream;

/** Where something was measured. */
final class PeerMachine {
  private PeerMachine() {}

  /** The processor, how busy it was, the versions and the day. */
  static String text() throws IOException {
    return "%d × %s, load %s; %s %s, ONNX Runtime %s; %s"
        .formatted(
            Runtime.getRuntime().availableProcessors(),
            processor(),
            Files.readString(Path.of("/proc/loadavg")).split(" ", -1)[2],
            System.getProperty("java.vendor.version"),
            System.getProperty("os.name"),
            OrtEnvironment.getEnvironment().getVersion(),
            LocalDate.now(ZoneOffset.UTC));
  }

  private static String processor() throws IOException {
    try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(System.getProperty("os.arch"));
    }
  }
}
