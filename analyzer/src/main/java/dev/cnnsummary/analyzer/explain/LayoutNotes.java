package dev.cnnsummary.analyzer.explain;

import dev.cnnsummary.specs.op.FreeTensor;
import dev.cnnsummary.specs.op.PixelShuffle;
import dev.cnnsummary.specs.op.WeightSlot;
import dev.cnnsummary.specs.spec.LayerType;
import java.util.List;

/** Notes on what shows, moves, copies or pads elements. */
final class LayoutNotes {
  private static final String ANY = Notes.ANY;
  private static final String REST = "one extent may be −1: what the others leave";

  private LayoutNotes() {}

  static Notes flatten() {
    return Notes.view(ANY, ANY)
        .where("the axes from start_dim to end_dim become one, of the product of their extents");
  }

  static Notes reshape() {
    return Notes.view(ANY, "[*shape]").where(REST);
  }

  static Notes unflatten(LayerType type) {
    String sizes = type.options().getLast().name();
    return Notes.view(ANY, ANY).where("the axis dim becomes axes of " + sizes, REST);
  }

  static Notes permute() {
    return Notes.view(ANY, ANY).where("axis i of the output is axis dims[i] of the input");
  }

  static Notes transpose() {
    return Notes.view(ANY, ANY).where("the axes dim0 and dim1 change places");
  }

  static Notes squeeze() {
    return Notes.view(ANY, ANY)
        .where("the axes dim of a single element are gone; null is all such axes");
  }

  static Notes unsqueeze() {
    return Notes.view(ANY, ANY).where("axis dim of the output is new and has one element");
  }

  static Notes expand() {
    return Notes.view(ANY, "[*size]").where("−1 keeps an extent; only one of 1 can become another");
  }

  static Notes concat() {
    return Notes.of(ANY, ANY)
        .input("more of them", ANY, "given")
        .where("the extent of the axis dim is the sum of the inputs'; all others agree");
  }

  static Notes stack() {
    return Notes.of(ANY, ANY)
        .input("more of them", ANY, "given")
        .where("axis dim of the output is new and has one element for each input");
  }

  static Notes chunk() {
    return parts("chunks")
        .where(
            "the parts have ⌈extent / chunks⌉ elements of the axis dim, the last one the rest",
            "an axis that makes fewer parts is refused");
  }

  static Notes split() {
    return parts("sizes").where("the sizes sum to the extent of the axis dim");
  }

  private static Notes parts(String number) {
    return Notes.view(ANY, ANY).output("more of them", ANY, "one for each of the " + number);
  }

  static Notes slice() {
    return Notes.view(ANY, ANY)
        .where(
            "an axis of dim has ⌈(end − start) / step⌉ elements; negative numbers count from its"
                + " end, and an end behind it is its end");
  }

  static Notes select() {
    return Notes.view(ANY, ANY).where("the axis dim is gone");
  }

  static Notes narrow() {
    return Notes.view(ANY, ANY).where("the axis dim has length elements");
  }

  static Notes indexSelect() {
    return Notes.of(ANY, ANY)
        .input("index, i64 or i32", "[K]")
        .where("the axis dim has K elements");
  }

  static Notes centerCrop() {
    return Notes.of("[..., H, W]", "[..., H_out, W_out]")
        .where("H_out = output_size[0]", "W_out = output_size[1]");
  }

  static Notes pad(LayerType type) {
    String option = type.option("padding") == null ? "pad" : "padding";
    return Notes.of(ANY, ANY)
        .where(
            "the last axis becomes longer by "
                + option
                + "[0] and "
                + option
                + "[1], the one before by the next two, and so on");
  }

  static Notes of(PixelShuffle shuffle) {
    return switch (shuffle.kind()) {
      case SHUFFLE ->
          Notes.of("[..., C, H, W]", "[..., C_out, H · upscale_factor, W · upscale_factor]")
              .where("C_out = C / upscale_factor / upscale_factor");
      case UNSHUFFLE ->
          Notes.of("[..., C, H, W]", "[..., C_out, H / downscale_factor, W / downscale_factor]")
              .where("C_out = C · downscale_factor · downscale_factor");
    };
  }

  static Notes of(FreeTensor tensor) {
    return new Notes()
        .output("the tensor", "[*shape]")
        .where("entries take it by its name; nothing flows through it")
        .slot(
            "",
            tensor.learnable() ? WeightSlot.Kind.PARAMETER : WeightSlot.Kind.BUFFER,
            List.of("*shape"),
            "");
  }
}
