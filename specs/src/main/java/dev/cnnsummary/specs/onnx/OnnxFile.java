package dev.cnnsummary.specs.onnx;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnsafeByteOperations;
import dev.cnnsummary.specs.InvalidSpecException;
import dev.cnnsummary.specs.Problem;
import dev.cnnsummary.specs.graph.Graph;
import dev.cnnsummary.specs.onnx.proto.ModelProto;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * An ONNX file. Numbers in external files stay where they are mapped; of its own the protobuf
 * library makes one copy where it cannot read mapped memory itself.
 */
public final class OnnxFile {
  /** So deep may messages be nested: 30 graphs within graphs. */
  private static final int MOST_NESTED = 100;

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
      ModelProto model = parse(map(path, name));
      if (!model.hasGraph()) {
        throw refused(name, "it is no ONNX model: it has no graph");
      }
      return new OnnxFile(name, model, new Tensors(name, path.toAbsolutePath().getParent()));
    } catch (InvalidProtocolBufferException e) {
      throw refused(name, "it is no ONNX model, or damaged: " + Texts.plain(e.getMessage()));
    } catch (NoSuchFileException _) {
      throw refused(name, "there is no such file");
    } catch (IOException e) {
      throw refused(name, "it cannot be read: " + e.getMessage());
    }
  }

  private static ByteBuffer map(Path path, String name) throws IOException {
    if (Files.isDirectory(path)) {
      throw refused(name, "it is a folder");
    }
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      if (channel.size() > Integer.MAX_VALUE) {
        throw refused(
            name,
            "it has "
                + channel.size()
                + " bytes, but a protobuf message at most "
                + Integer.MAX_VALUE
                + ": larger models keep their weights in files of their own");
      }
      return channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
    }
  }

  /** Byte fields of the message are views of the buffer, or of the library's copy of it. */
  private static ModelProto parse(ByteBuffer buffer) throws IOException {
    CodedInputStream in = UnsafeByteOperations.unsafeWrap(buffer).newCodedInput();
    in.enableAliasing(true);
    in.setRecursionLimit(MOST_NESTED);
    ModelProto model = ModelProto.parseFrom(in);
    in.checkLastTagWas(0);
    return model;
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
