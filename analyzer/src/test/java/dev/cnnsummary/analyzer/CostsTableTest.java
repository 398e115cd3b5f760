package dev.cnnsummary.analyzer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cnnsummary.analyzer.explain.TypeNotes;
import dev.cnnsummary.specs.graph.Node;
import dev.cnnsummary.specs.spec.LayerType;
import dev.cnnsummary.specs.spec.LayerTypes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The document's table of costs is that of the notes on types, which {@link TypeNotesTest} holds
 * against the analysis. {@code -Dgolden.update} writes it anew.
 */
class CostsTableTest {
  private static final Path DOCUMENT = Path.of("..", "docs", "conventions.md");
  private static final String HEADER = "| types | MACs | FLOPs |\n| --- | --- | --- |\n";
  private static final Pattern TABLE = Pattern.compile(Pattern.quote(HEADER) + "(\\|.*\n)*");
  private static final Pattern AXES = Pattern.compile("`(\\w+)1d`, `\\1(2d`, `\\1)?3d`");

  private record Cost(String macs, String flops) {}

  @Test
  void theDocumentsTableIsThatOfTheNotes() throws IOException {
    String text = Files.readString(DOCUMENT);
    String wanted = table();
    Matcher matcher = TABLE.matcher(text);
    assertThat(matcher.find()).as("a table with the header " + HEADER).isTrue();
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(
          DOCUMENT, text.substring(0, matcher.start()) + wanted + text.substring(matcher.end()));
    } else {
      assertThat(matcher.group()).isEqualTo(wanted);
    }
  }

  private static String table() {
    Map<Cost, List<String>> rows = new LinkedHashMap<>();
    List<String> known = new ArrayList<>();
    for (LayerType type : LayerTypes.all()) {
      TypeNotes notes = TypeNotes.of(type);
      Cost cost = new Cost(TypeNotes.sum(notes.macs()), TypeNotes.sum(notes.flops()));
      String key = type.name().replace("_", "").toLowerCase(Locale.ROOT) + cost;
      if (type.form() == Node.Form.MODULE || !known.contains(key)) {
        known.add(key);
        rows.computeIfAbsent(cost, _ -> new ArrayList<>()).add("`" + type.name() + "`");
      }
    }
    Cost free = new Cost("0", "0");
    rows.remove(free);
    StringBuilder text = new StringBuilder(HEADER);
    rows.forEach((cost, names) ->
        row(text, AXES.matcher(String.join(", ", names)).replaceAll("`$11d` to `3d`"), cost));
    row(text, "all others", free);
    return text.toString();
  }

  private static void row(StringBuilder text, String types, Cost cost) {
    text.append(
        List.of(types, cost.macs, cost.flops).stream()
            .collect(Collectors.joining(" | ", "| ", " |\n")));
  }
}
