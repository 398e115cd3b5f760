package dev.cnnsummary.specs.spec;

import dev.cnnsummary.specs.Location;
import java.util.Arrays;

/** Where the lines of a text begin; a line ends in LF, CR or CR LF, as in YAML and JSON. */
final class Lines {
  private final String file;
  private final int[] starts;

  Lines(String file, String text) {
    this.file = file;
    int[] found = new int[16];
    int count = 1;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean ends =
          c == '\n' || (c == '\r' && (i + 1 == text.length() || text.charAt(i + 1) != '\n'));
      if (ends) {
        if (count == found.length) {
          found = Arrays.copyOf(found, 2 * count);
        }
        found[count++] = i + 1;
      }
    }
    this.starts = Arrays.copyOf(found, count);
  }

  /**
   * Names a place.
   *
   * @param offset in UTF-16 units from the text's start
   */
  Location at(int offset) {
    int found = Arrays.binarySearch(starts, offset);
    int line = found >= 0 ? found : -found - 2;
    return new Location(file, line + 1, offset - starts[line] + 1);
  }
}
