package dev.cnnsummary.specs.spec;

import dev.cnnsummary.specs.InvalidSpecException;
import dev.cnnsummary.specs.Location;
import dev.cnnsummary.specs.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The text of one spec.
 *
 * @param name what messages call it: the path as the user gave it
 * @param text its characters
 * @param tokens the tokens of the text, as the program's packaging found them; null if nobody did
 */
public record Source(String name, String text, @Nullable String tokens) {
  /** The largest spec that is read, in bytes of UTF-8. */
  public static final int MAX_BYTES = 4 << 20;

  /** A text that nobody has read yet. */
  public Source(String name, String text) {
    this(name, text, null);
  }

  /**
   * Reads a file.
   *
   * @throws InvalidSpecException if it is missing, unreadable, larger than {@link #MAX_BYTES} or
   *     not UTF-8
   */
  public static Source of(Path path) {
    String name = path.toString();
    if (Files.isDirectory(path)) {
      throw refused(new Location(name, 1, 1), "expected a file, got a directory");
    }
    try (InputStream stream = Files.newInputStream(path)) {
      return read(name, stream);
    } catch (NoSuchFileException _) {
      throw refused(new Location(name, 1, 1), "there is no such file");
    } catch (AccessDeniedException _) {
      throw refused(new Location(name, 1, 1), "the file cannot be read: permission denied");
    } catch (IOException _) {
      throw refused(new Location(name, 1, 1), "the file cannot be read");
    }
  }

  /**
   * Reads a stream to its end, and does not close it.
   *
   * @param name what messages call it
   * @throws InvalidSpecException if it is larger than {@link #MAX_BYTES} or not UTF-8
   * @throws IOException if the stream fails
   */
  public static Source read(String name, InputStream stream) throws IOException {
    // One byte more than allowed tells a file that is too large from one that just fits.
    byte[] bytes = stream.readNBytes(MAX_BYTES + 1);
    if (bytes.length > MAX_BYTES) {
      throw refused(
          new Location(name, 1, 1),
          "the file is larger than the " + (MAX_BYTES >> 20) + " MiB a spec may have");
    }
    return new Source(name, decode(name, bytes));
  }

  private static String decode(String name, byte[] bytes) {
    CharBuffer characters = CharBuffer.allocate(bytes.length);
    ByteBuffer input = ByteBuffer.wrap(bytes);
    CoderResult result =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT)
            .decode(input, characters, true);
    String text = characters.flip().toString();
    if (result.isError()) {
      int wrong = Byte.toUnsignedInt(bytes[input.position()]);
      throw refused(
          new Lines(name, text).at(text.length()),
          "the file is not UTF-8: byte 0x%02X does not fit".formatted(wrong));
    }
    return text;
  }

  private static InvalidSpecException refused(Location location, String message) {
    return new InvalidSpecException(List.of(new Problem(location, "", message)));
  }
}
