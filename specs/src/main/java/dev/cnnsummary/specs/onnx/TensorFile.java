package dev.cnnsummary.specs.onnx;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.cnnsummary.specs.InvalidSpecException;
import dev.cnnsummary.specs.graph.Literal;
import dev.cnnsummary.specs.onnx.proto.TensorProto;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.IdentityHashMap;

/** A file that holds one tensor in ONNX's format, as those beside ONNX's models for testing. */
public final class TensorFile {
  private TensorFile() {}

  /**
   * The tensor.
   *
   * @throws InvalidSpecException if it cannot be read, or is none
   */
  public static Literal read(Path path) {
    String name = path.toString();
    try {
      TensorProto tensor = TensorProto.parseFrom(Files.readAllBytes(path));
      return new Tensors(name, path.toAbsolutePath().getParent(), new IdentityHashMap<>())
          .read(tensor);
    } catch (InvalidProtocolBufferException e) {
      throw OnnxFile.refused(name, "it is no tensor: " + Texts.plain(e.getMessage()));
    } catch (IOException e) {
      throw OnnxFile.refused(name, "it cannot be read: " + e.getMessage());
    } catch (Fault e) {
      throw OnnxFile.refused(name, e.reason());
    }
  }
}
