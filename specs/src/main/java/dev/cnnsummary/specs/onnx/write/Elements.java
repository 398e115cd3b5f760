package dev.cnnsummary.specs.onnx.write;

import com.google.protobuf.ByteString;
import dev.cnnsummary.specs.graph.Literal;
import dev.cnnsummary.specs.onnx.ElementTypes;
import dev.cnnsummary.specs.onnx.proto.TensorProto;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;

/** Writes the elements of literals, in row-major order. */
final class Elements {
  private static final int BUFFER = 1 << 16;

  private Elements() {}

  /** Takes bytes. */
  interface Sink {
    /** Takes the first of a buffer, which is used again. */
    void write(byte[] buffer, int length) throws IOException;
  }

  static void write(Literal literal, Sink sink) throws IOException {
    if (literal.isUniform()) {
      repeat(literal, sink);
    } else if (literal.isTransposed()) {
      turned(literal, sink);
    } else {
      plain(literal.elements(), sink);
    }
  }

  /** A small literal as a tensor of the file. */
  static TensorProto tensor(Literal literal) {
    return TensorProto.newBuilder()
        .setDataType(ElementTypes.number(literal.dtype()))
        .addAllDims(literal.shape())
        .setRawData(ByteString.copyFrom(bytes(literal)))
        .build();
  }

  /** Those of a literal that fits into an array. */
  static byte[] bytes(Literal literal) {
    byte[] all = new byte[Math.toIntExact(literal.numel() * literal.dtype().bytes())];
    int[] at = {0};
    try {
      write(
          literal,
          (buffer, length) -> {
            System.arraycopy(buffer, 0, all, at[0], length);
            at[0] += length;
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all;
  }

  private static void plain(MemorySegment elements, Sink sink) throws IOException {
    byte[] buffer = new byte[BUFFER];
    MemorySegment target = MemorySegment.ofArray(buffer);
    for (long from = 0; from < elements.byteSize(); from += BUFFER) {
      int length = (int) Math.min(BUFFER, elements.byteSize() - from);
      MemorySegment.copy(elements, from, target, 0, length);
      sink.write(buffer, length);
    }
  }

  private static void repeat(Literal literal, Sink sink) throws IOException {
    int width = literal.dtype().bytes();
    byte[] buffer = new byte[BUFFER / width * width];
    MemorySegment target = MemorySegment.ofArray(buffer);
    for (int at = 0; at < buffer.length; at += width) {
      MemorySegment.copy(literal.elements(), 0, target, at, width);
    }
    long bytes = literal.numel() * width;
    for (long from = 0; from < bytes; from += buffer.length) {
      sink.write(buffer, (int) Math.min(buffer.length, bytes - from));
    }
  }

  /** A row of what is written is a column of what is stored. */
  private static void turned(Literal literal, Sink sink) throws IOException {
    int width = literal.dtype().bytes();
    long rows = literal.shape().get(0);
    long columns = literal.shape().get(1);
    byte[] buffer = new byte[BUFFER / width * width];
    MemorySegment target = MemorySegment.ofArray(buffer);
    int used = 0;
    for (long row = 0; row < rows; row++) {
      for (long column = 0; column < columns; column++) {
        MemorySegment.copy(literal.elements(), (column * rows + row) * width, target, used, width);
        used += width;
        if (used == buffer.length) {
          sink.write(buffer, used);
          used = 0;
        }
      }
    }
    sink.write(buffer, used);
  }
}
