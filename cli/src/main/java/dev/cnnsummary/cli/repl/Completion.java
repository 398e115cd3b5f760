package dev.cnnsummary.cli.repl;

import dev.cnnsummary.cli.render.Column;
import dev.cnnsummary.cli.render.Style;
import dev.cnnsummary.specs.Models;
import dev.cnnsummary.specs.graph.Member;
import dev.cnnsummary.specs.graph.Node;
import dev.cnnsummary.specs.graph.ScopeCall;
import dev.cnnsummary.specs.spec.LayerType;
import dev.cnnsummary.specs.spec.LayerTypes;
import dev.cnnsummary.specs.spec.Option;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;

/** What Tab offers: commands, models, files, layers, types and options. */
final class Completion implements Completer {
  private final Session session;

  Completion(Session session) {
    this.session = session;
  }

  @Override
  public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
    List<String> words = line.words();
    String word = line.word();
    for (String offer : offers(words.subList(0, line.wordIndex()), word)) {
      boolean open = offer.endsWith("/") || offer.endsWith(".") || offer.endsWith("=");
      candidates.add(new Candidate(offer, offer, null, null, null, null, !open));
    }
  }

  /**
   * What may stand at a place.
   *
   * @param before the words before it
   * @param word what stands there so far
   */
  Collection<String> offers(List<String> before, String word) {
    if (before.isEmpty()) {
      return CommandWord.words();
    }
    CommandWord command = CommandWord.of(before.getFirst().toLowerCase(Locale.ROOT));
    if (command == null) {
      return List.of();
    }
    int place = before.size();
    return switch (command.argument()) {
      case NONE -> List.of();
      case MODEL -> place == 1 ? both(Models.zoo(), files(word)) : List.of();
      case LAYER -> place == 1 ? layers() : List.of();
      case OPTION -> place == 1 ? settable() : List.of();
      case LAYER_AND_TYPE -> place == 1 ? layers() : entry(before.subList(2, place));
      case PLACE ->
          switch (place) {
            case 1 -> List.of("after", "before");
            case 2 -> layers();
            default -> entry(before.subList(3, place));
          };
      case COLUMN -> words(Column.values());
      case STYLE -> place == 1 ? words(Style.values()) : List.of();
      case FILE -> place == 1 ? files(word) : List.of();
      case COMMAND -> place == 1 ? CommandWord.words() : List.of();
    };
  }

  private static List<String> words(Object[] constants) {
    return Arrays.stream(constants).map(Object::toString).toList();
  }

  private static List<String> both(Collection<String> one, Collection<String> other) {
    List<String> all = new ArrayList<>(one);
    all.addAll(other);
    return all;
  }

  private Collection<String> layers() {
    TreeSet<String> paths = new TreeSet<>();
    Design design = session.design();
    if (design != null) {
      collect(design.graph().root(), paths);
    }
    return paths;
  }

  private static void collect(ScopeCall scope, Set<String> paths) {
    for (Member member : scope.members()) {
      paths.add(member.path().text());
      if (member instanceof ScopeCall child) {
        collect(child, paths);
      }
    }
  }

  /** The options of every layer, behind its path. */
  private Collection<String> settable() {
    TreeSet<String> names = new TreeSet<>();
    Design design = session.design();
    if (design == null) {
      return names;
    }
    for (Node node : design.graph().nodes()) {
      LayerType type = LayerTypes.find(node.type());
      if (type != null) {
        type.options().forEach(option -> names.add(node.path().text() + "." + option.name()));
      }
    }
    return names;
  }

  /** The types first, then the options of the one that was chosen. */
  private static Collection<String> entry(List<String> words) {
    if (words.isEmpty() || words.getLast().endsWith(":")) {
      return LayerTypes.names();
    }
    String name = words.getFirst().endsWith(":") ? words.get(1) : words.getFirst();
    LayerType type = LayerTypes.find(name);
    return type == null
        ? List.of()
        : type.options().stream().map(Option::name).map(option -> option + "=").toList();
  }

  /** The files and folders whose path begins so. */
  private static Collection<String> files(String begin) {
    TreeSet<String> names = new TreeSet<>();
    int slash = begin.lastIndexOf('/') + 1;
    String folder = begin.substring(0, slash);
    try (DirectoryStream<Path> entries =
        Files.newDirectoryStream(Path.of(folder.isEmpty() ? "." : folder))) {
      for (Path entry : entries) {
        String name = String.valueOf(entry.getFileName());
        if (name.startsWith(begin.substring(slash)) && !name.startsWith(".")) {
          names.add(folder + name + (Files.isDirectory(entry) ? "/" : ""));
        }
      }
    } catch (IOException | InvalidPathException _) {
      return names; // a folder that cannot be read has nothing to offer
    }
    return names;
  }
}
