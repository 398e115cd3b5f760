package dev.cnnsummary.specs.onnx;

import com.google.protobuf.InvalidProtocolBufferException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Goes through the fields of a message in protobuf's wire format, without reading them. */
final class MessageFields {
  /** Fields of fewer bytes are cheaper to copy than to go through. */
  private static final int LARGE = 4096;

  private final MemorySegment message;
  private long start;
  private long content;
  private long end;
  private int number;
  private boolean delimited;

  MessageFields(MemorySegment message) {
    this.message = message;
  }

  /**
   * Goes to the next field; false after the last.
   *
   * @throws InvalidProtocolBufferException if what follows is no field
   */
  boolean next() throws InvalidProtocolBufferException {
    if (end == message.byteSize()) {
      return false;
    }
    start = end;
    content = start;
    long tag = varint();
    number = (int) (tag >>> 3);
    delimited = (tag & 7) == 2;
    long length =
        switch ((int) (tag & 7)) {
          case 0 -> {
            varint();
            yield 0;
          }
          case 1 -> Long.BYTES;
          case 2 -> varint();
          case 5 -> Integer.BYTES;
          default -> throw new InvalidProtocolBufferException("a field is of an unknown kind");
        };
    if (length < 0 || length > message.byteSize() - content) {
      throw new InvalidProtocolBufferException(
          "a field has " + Long.toUnsignedString(length) + " bytes, more than are left");
    }
    end = content + length;
    return true;
  }

  /** A number of seven bits a byte, the lowest first; the last byte lacks the eighth bit. */
  private long varint() throws InvalidProtocolBufferException {
    long number = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      if (content == message.byteSize()) {
        throw new InvalidProtocolBufferException("it ends within a number");
      }
      byte next = message.get(ValueLayout.JAVA_BYTE, content++);
      number |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return number;
      }
    }
    throw new InvalidProtocolBufferException("a number has too many bytes");
  }

  /** Whether the field is a message, text or run of numbers of many bytes. */
  boolean isLarge() {
    return delimited && end - content > LARGE;
  }

  int number() {
    return number;
  }

  /** Where the field begins, its number and length included. */
  long start() {
    return start;
  }

  long end() {
    return end;
  }

  /** What it holds. */
  MemorySegment content() {
    return message.asSlice(content, end - content);
  }
}
