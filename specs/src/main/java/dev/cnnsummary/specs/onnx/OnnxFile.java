package dev.cnnsummary.specs.onnx;

import dev.cnnsummary.specs.InvalidSpecException;
import dev.cnnsummary.specs.Problem;
import dev.cnnsummary.specs.graph.Graph;
import dev.cnnsummary.specs.onnx.proto.ModelProto;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An ONNX file. The elements of its tensors stay where they are mapped. */
public final class OnnxFile {
  /**
   * The key of a model's metadata under which its buffers are named, with line breaks between, but
   * for those that an operator tells. What cnnsummary writes has it.
   */
  public static final String BUFFERS = "cnnsummary.buffers";

  private final String file;
  private final ModelProto model;
  private final Tensors tensors;

  private OnnxFile(String file, ModelProto model, Tensors tensors) {
    this.file = file;
    this.model = model;
    this.tensors = tensors;
  }

  /**
   * Reads a file.
   *
   * @throws InvalidSpecException if it cannot be read, or is no ONNX model
   */
  public static OnnxFile read(Path path) {
    String name = path.toString();
    try {
      return of(name, map(path, name), path.toAbsolutePath().getParent());
    } catch (NoSuchFileException _) {
      throw refused(name, "there is no such file");
    } catch (IOException e) {
      throw refused(name, "it cannot be read: " + e.getMessage());
    }
  }

  /**
   * Reads what is in memory already. It may not refer to other files.
   *
   * @param name what it is called in messages
   * @throws InvalidSpecException if it is no ONNX model
   */
  public static OnnxFile of(String name, byte[] content) {
    return of(name, MemorySegment.ofArray(content), null);
  }

  private static OnnxFile of(String name, MemorySegment content, @Nullable Path folder) {
    try {
      WireReader reader = new WireReader();
      ModelProto model = reader.model(content);
      if (!model.hasGraph()) {
        throw refused(name, "it is no ONNX model: it has no graph");
      }
      return new OnnxFile(name, model, new Tensors(name, folder, reader.views()));
    } catch (IOException e) { // nothing is read from a disk: it is in memory, or mapped
      throw refused(name, "it is no ONNX model, or damaged: " + Texts.plain(e.getMessage()));
    }
  }

  private static MemorySegment map(Path path, String name) throws IOException {
    if (Files.isDirectory(path)) {
      throw refused(name, "it is a folder");
    }
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      return channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), Arena.ofAuto());
    }
  }

  static InvalidSpecException refused(String file, String message) {
    return new InvalidSpecException(List.of(new Problem(null, "", file + ": " + message)));
  }

  /**
   * The network in it.
   *
   * @throws InvalidSpecException with every fault that was found
   */
  public Graph graph() {
    return new Importer(file, model, tensors).graph();
  }

  /** What the file says of itself. */
  public FileFacts facts() {
    return FileFacts.of(file, model);
  }
}
