package dev.cnnsummary.specs.spec;

import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.Shape;
import java.util.ArrayList;
import java.util.List;

/** Shapes as people write them: {@code 3x224x224}, {@code 3xHxW}, {@code [3, 224, 224]}. */
public final class InputShapes {
  /** How many axes an input can have, the batch apart. */
  static final int MOST_AXES = 16;

  private InputShapes() {}

  /**
   * Reads sizes and symbols with an {@code x} between two of them.
   *
   * @throws IllegalArgumentException saying what is wrong
   */
  public static Shape parse(String text) {
    List<Dim> dims = new ArrayList<>();
    for (String part : text.split("x", -1)) {
      dims.add(dim(part, text));
    }
    return shape(dims);
  }

  static Shape of(Data data) {
    return switch (data) {
      case Data.Text(String text) -> parse(text);
      case Data.Num number -> shape(List.of(size(number)));
      case Data.Items(List<Data> items) ->
          shape(
              items.stream()
                  .map(item ->
                      switch (item) {
                        case Data.Num number -> size(number);
                        case Data.Text(String text) -> dim(text, text);
                        case Data.Bool _, Data.None _, Data.Items _ ->
                            throw new IllegalArgumentException(
                                "expected a size or a symbol, got " + item.describe());
                      })
                  .toList());
      case Data.Bool _, Data.None _ ->
          throw new IllegalArgumentException(
              "expected a shape such as 3x224x224, got " + data.describe());
    };
  }

  private static Shape shape(List<Dim> dims) {
    if (dims.size() > MOST_AXES) {
      throw new IllegalArgumentException("a shape has at most " + MOST_AXES + " axes");
    }
    return Shape.of(dims);
  }

  private static Dim size(Data.Num number) {
    double value = number.value();
    if (value != Math.rint(value) || value < 1) {
      throw new IllegalArgumentException("expected a size of at least 1, got " + number.describe());
    }
    return Dim.of((long) value);
  }

  private static Dim dim(String part, String whole) {
    if (part.matches("[A-Za-z_][A-Za-z0-9_]*")) {
      return Dim.symbol(part);
    }
    if (!part.matches("[0-9]{1,18}")) {
      throw new IllegalArgumentException(
          "expected sizes and symbols with an x between, such as 3x224x224 or 3xHxW; got '"
              + whole
              + "'");
    }
    long size = Long.parseLong(part);
    if (size < 1) {
      throw new IllegalArgumentException("a size is at least 1; got '" + whole + "'");
    }
    return Dim.of(size);
  }
}
