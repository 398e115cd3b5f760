package dev.cnnsummary.specs.onnx;

import dev.cnnsummary.specs.onnx.proto.StringStringEntryProto;
import dev.cnnsummary.specs.onnx.proto.TensorProto;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Elements that stand in files beside the model's. Only such within the model's own folder are
 * opened: a model must not make its reader look anywhere else.
 */
final class ExternalData {
  private final String file;
  private final @Nullable Path folder;
  private final Map<String, MemorySegment> mapped = new HashMap<>();

  ExternalData(String file, @Nullable Path folder) {
    this.file = file;
    this.folder = folder;
  }

  /**
   * The elements of a tensor.
   *
   * @param bytes how many bytes its shape has
   * @throws Fault if they cannot be had
   */
  MemorySegment elements(TensorProto tensor, long bytes) {
    String location = "";
    long offset = 0;
    long length = -1;
    for (StringStringEntryProto entry : tensor.getExternalDataList()) {
      switch (entry.getKey()) {
        case "location" -> location = entry.getValue();
        case "offset" -> offset = number(entry);
        case "length" -> length = number(entry);
        default -> {} // a checksum, or what a later version adds
      }
    }
    if (location.isEmpty()) {
      throw new Fault("its elements stand in another file, which is not named");
    }
    if (length >= 0 && length != bytes) {
      throw new Fault("its shape has " + bytes + " bytes, but " + length + " are stored");
    }
    MemorySegment whole = map(location);
    if (offset > whole.byteSize() || bytes > whole.byteSize() - offset) {
      throw new Fault(
          "its elements are bytes "
              + offset
              + " to "
              + (offset + bytes)
              + " of "
              + Texts.plain(location)
              + ", which has "
              + whole.byteSize());
    }
    return whole.asSlice(offset, bytes);
  }

  private static long number(StringStringEntryProto entry) {
    try {
      long number = Long.parseLong(entry.getValue());
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException _) {
      // refused below
    }
    throw new Fault(
        "the " + entry.getKey() + " of its elements is " + Texts.plain(entry.getValue()));
  }

  private MemorySegment map(String location) {
    MemorySegment known = mapped.get(location);
    if (known != null) {
      return known;
    }
    MemorySegment whole = open(location);
    mapped.put(location, whole);
    return whole;
  }

  private MemorySegment open(String location) {
    String name = Texts.plain(location);
    try {
      Path path = within(location, name);
      try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
        return channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), Arena.ofAuto());
      }
    } catch (IOException _) {
      throw new Fault("its elements stand in " + name + ", which cannot be read");
    }
  }

  private Path within(String location, String name) throws IOException {
    Path path;
    try {
      path = Path.of(location);
    } catch (InvalidPathException _) {
      throw new Fault("its elements stand in '" + name + "', which is no path");
    }
    if (folder == null
        || path.isAbsolute()
        || !folder.resolve(path).normalize().startsWith(folder.normalize())) {
      throw new Fault(outside(name));
    }
    Path real = folder.resolve(path).toRealPath();
    if (!real.startsWith(folder.toRealPath())) {
      throw new Fault(outside(name));
    }
    if (!Files.isRegularFile(real)) {
      throw new Fault("its elements stand in " + name + ", which is no file");
    }
    return real;
  }

  private String outside(String name) {
    return "its elements stand in "
        + name
        + ", outside the folder of "
        + file
        + ": such files are not opened";
  }
}
