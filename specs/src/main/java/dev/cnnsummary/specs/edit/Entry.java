package dev.cnnsummary.specs.edit;

import dev.cnnsummary.specs.InvalidSpecException;
import dev.cnnsummary.specs.Problem;
import dev.cnnsummary.specs.graph.Graph;
import dev.cnnsummary.specs.spec.Source;
import dev.cnnsummary.specs.spec.SpecFile;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a layer as a person types it: {@code Conv2d out_channels=64 kernel_size=3}, with a name
 * before it as in {@code conv9: Conv2d …}, or as a spec's entry on one line: {@code {type: Conv2d,
 * out_channels: 64}}.
 */
final class Entry {
  private static final Pattern SHORT =
      Pattern.compile(
          "(?:([A-Za-z0-9_][A-Za-z0-9_-]*)\\s*:\\s*)?([A-Za-z_][A-Za-z0-9_]*)((?:\\s.*)?)");
  private static final Pattern OPTION =
      Pattern.compile("\\s+([A-Za-z_][A-Za-z0-9_]*)=(\\[[^\\]]*]|\"[^\"]*\"|\\S+)");

  private Entry() {}

  /**
   * A model of the entry alone, whose inputs are what the entry takes.
   *
   * @param inputs how many tensors it is given
   * @throws InvalidSpecException with what is wrong with it
   */
  static Graph read(String text, int inputs) {
    List<String> names = IntStream.range(0, inputs).mapToObj(i -> "input" + i).toList();
    String taken = inputs == 1 ? "" : ", from: [" + String.join(", ", names) + "]";
    String entry = text.strip().startsWith("{") ? text.strip() : written(text, taken);
    String spec =
        "name: edit\ninputs: {"
            + names.stream().map(name -> name + ": 1").collect(Collectors.joining(", "))
            + "}\nlayers:\n  - "
            + entry
            + "\n";
    try {
      return SpecFile.read(new Source("entry", spec)).expand(null, java.util.Map.of());
    } catch (InvalidSpecException e) {
      throw new InvalidSpecException(
          e.problems().stream().map(problem -> new Problem(null, "", problem.message())).toList());
    }
  }

  private static String written(String text, String taken) {
    Matcher form = SHORT.matcher(text.strip());
    if (!form.matches()) {
      throw refused("expected a layer such as 'ReLU' or 'Conv2d out_channels=8 kernel_size=3'");
    }
    List<String> options = options(form.group(3));
    String body =
        "{type: "
            + form.group(2)
            + options.stream().map(option -> ", " + option).collect(Collectors.joining())
            + taken
            + "}";
    @Nullable String name = form.group(1);
    return name == null ? body : "{" + name + ": " + body + "}";
  }

  private static List<String> options(String text) {
    List<String> options = new ArrayList<>();
    Matcher option = OPTION.matcher(text);
    int end = 0;
    while (option.lookingAt()) {
      options.add(option.group(1) + ": " + option.group(2));
      end = option.end();
      option.region(end, text.length());
    }
    if (!text.substring(end).isBlank()) {
      throw refused(
          "expected an option as in kernel_size=3, got '" + text.substring(end).strip() + "'");
    }
    return options;
  }

  static InvalidSpecException refused(String message) {
    return new InvalidSpecException(List.of(new Problem(null, "", message)));
  }
}
