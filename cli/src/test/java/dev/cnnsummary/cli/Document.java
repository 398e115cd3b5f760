package dev.cnnsummary.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A text that people read, with its fenced blocks: {@code console} has commands and what they
 * print, where a line {@code …} stands for any lines; {@code yaml} that begins with {@code #
 * NAME.yaml} is a file that they use.
 */
record Document(Path path, String text) {
  static final Path PROJECT = Path.of("..");
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w+)\n(.*?)^```$");
  private static final Pattern COMMAND =
      Pattern.compile("(?m)^\\$ \\./cnnsummary (.*)\n((?:(?!\\$ ).*\n)*)");
  private static final Pattern NAMED = Pattern.compile("# (\\S+\\.(?:yaml|txt))\n");

  /** A command line of a document, without the program's name, and what it is said to print. */
  record Example(Document document, String command, String output) {
    @Override
    public String toString() {
      return document.path.getFileName() + ": " + command;
    }
  }

  static Document of(Path path) {
    try {
      return new Document(path, Files.readString(path));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  static Document readme() {
    return of(PROJECT.resolve("README.md"));
  }

  static List<Document> all() {
    try (Stream<Path> docs = Files.list(PROJECT.resolve("docs"))) {
      return Stream.concat(Stream.of(PROJECT.resolve("README.md")), docs.sorted())
          .map(Document::of)
          .toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  List<String> blocks(String language) {
    List<String> blocks = new ArrayList<>();
    Matcher matcher = BLOCK.matcher(text);
    while (matcher.find()) {
      if (matcher.group(1).equals(language)) {
        blocks.add(matcher.group(2));
      }
    }
    return blocks;
  }

  Map<String, String> files() {
    Map<String, String> files = new LinkedHashMap<>();
    List<String> all = new ArrayList<>(blocks("yaml"));
    all.addAll(blocks("text"));
    for (String block : all) {
      Matcher matcher = NAMED.matcher(block);
      if (matcher.lookingAt()) {
        files.put(matcher.group(1), block);
      }
    }
    return files;
  }

  List<Example> examples() {
    List<Example> examples = new ArrayList<>();
    for (String block : blocks("console")) {
      COMMAND
          .matcher(block)
          .results()
          .forEach(each -> examples.add(new Example(this, each.group(1), each.group(2))));
    }
    return examples;
  }
}
