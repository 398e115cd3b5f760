package dev.cnnsummary.specs.onnx.write;

import dev.cnnsummary.specs.function.TensorFunction;
import dev.cnnsummary.specs.op.Activation;
import dev.cnnsummary.specs.op.AdaptivePool;
import dev.cnnsummary.specs.op.BatchNorm;
import dev.cnnsummary.specs.op.Bilinear;
import dev.cnnsummary.specs.op.CenterCrop;
import dev.cnnsummary.specs.op.ChannelShuffle;
import dev.cnnsummary.specs.op.Chunk;
import dev.cnnsummary.specs.op.Concat;
import dev.cnnsummary.specs.op.Contiguous;
import dev.cnnsummary.specs.op.Convolution;
import dev.cnnsummary.specs.op.Dropout;
import dev.cnnsummary.specs.op.Elementwise;
import dev.cnnsummary.specs.op.Embedding;
import dev.cnnsummary.specs.op.Expand;
import dev.cnnsummary.specs.op.Flatten;
import dev.cnnsummary.specs.op.FreeTensor;
import dev.cnnsummary.specs.op.Glu;
import dev.cnnsummary.specs.op.GroupNorm;
import dev.cnnsummary.specs.op.Identity;
import dev.cnnsummary.specs.op.IndexSelect;
import dev.cnnsummary.specs.op.InstanceNorm;
import dev.cnnsummary.specs.op.Interpolate;
import dev.cnnsummary.specs.op.LayerNorm;
import dev.cnnsummary.specs.op.Linear;
import dev.cnnsummary.specs.op.LocalResponseNorm;
import dev.cnnsummary.specs.op.LpPool;
import dev.cnnsummary.specs.op.MatMul;
import dev.cnnsummary.specs.op.MaxUnpool;
import dev.cnnsummary.specs.op.MultiheadAttention;
import dev.cnnsummary.specs.op.Narrow;
import dev.cnnsummary.specs.op.Op;
import dev.cnnsummary.specs.op.PRelu;
import dev.cnnsummary.specs.op.Pad;
import dev.cnnsummary.specs.op.Permute;
import dev.cnnsummary.specs.op.PixelShuffle;
import dev.cnnsummary.specs.op.Pool;
import dev.cnnsummary.specs.op.Recurrent;
import dev.cnnsummary.specs.op.Reduce;
import dev.cnnsummary.specs.op.Reshape;
import dev.cnnsummary.specs.op.Roll;
import dev.cnnsummary.specs.op.ScaledDotProductAttention;
import dev.cnnsummary.specs.op.Select;
import dev.cnnsummary.specs.op.ShiftedWindowAttention;
import dev.cnnsummary.specs.op.Slice;
import dev.cnnsummary.specs.op.Softmax;
import dev.cnnsummary.specs.op.Split;
import dev.cnnsummary.specs.op.Squeeze;
import dev.cnnsummary.specs.op.Stack;
import dev.cnnsummary.specs.op.Transpose;
import dev.cnnsummary.specs.op.TransposedConvolution;
import dev.cnnsummary.specs.op.Unflatten;
import dev.cnnsummary.specs.op.Unsqueeze;
import java.util.List;

/** Writes what an operator is in ONNX's words. */
final class Operators {
  private Operators() {}

  /**
   * Adds the nodes of a call and names what it makes.
   *
   * @throws NoForm if ONNX has no form for it
   */
  static void write(Op op, Emitter emitter) {
    switch (op) {
      case Convolution convolution -> Windows.convolution(convolution, emitter);
      case TransposedConvolution convolution -> Windows.transposed(convolution, emitter);
      case Pool pool -> Windows.pool(pool, emitter);
      case AdaptivePool pool -> AdaptivePools.pool(pool, emitter);
      case LpPool pool -> Windows.powerNorm(pool, emitter);
      case MaxUnpool unpool -> Windows.unpool(unpool, emitter);
      case BatchNorm norm -> Norms.batch(norm, emitter);
      case InstanceNorm norm -> Norms.instance(norm, emitter);
      case GroupNorm norm -> Norms.group(norm, emitter);
      case LayerNorm norm -> Norms.layer(norm, emitter);
      case LocalResponseNorm norm -> Norms.localResponse(norm, emitter);
      case Activation activation -> Pointwise.activation(activation, emitter);
      case PRelu prelu -> Pointwise.prelu(prelu, emitter);
      case Softmax softmax -> Pointwise.softmax(softmax, emitter);
      case Glu glu -> Pointwise.glu(glu, emitter);
      case Dropout dropout -> Arithmetic.dropout(dropout, emitter);
      case Elementwise elementwise -> Arithmetic.elementwise(elementwise, emitter);
      case Reduce reduce -> Arithmetic.reduce(reduce, emitter);
      case Linear linear -> Products.linear(linear, emitter);
      case Bilinear bilinear -> Products.bilinear(bilinear, emitter);
      case Embedding embedding -> Products.embedding(embedding, emitter);
      case MatMul _ -> Products.matMul(emitter);
      case ScaledDotProductAttention attention -> Products.attention(attention, emitter);
      case MultiheadAttention attention -> Heads.attend(attention, emitter);
      case ShiftedWindowAttention attention -> WindowHeads.attend(attention, emitter);
      case Recurrent network -> Recurrences.run(network, emitter);
      case Flatten flatten -> Layouts.flatten(flatten, emitter);
      case Reshape _, Unflatten _ -> Layouts.reshape(emitter);
      case Squeeze squeeze -> Layouts.squeeze(squeeze, emitter);
      case Unsqueeze unsqueeze -> Layouts.unsqueeze(unsqueeze, emitter);
      case Permute permute -> Layouts.permute(permute, emitter);
      case Transpose transpose -> Layouts.transpose(transpose, emitter);
      case Expand _ -> Layouts.expand(emitter);
      case Concat(int dim) -> Layouts.cat(dim, emitter);
      case Stack stack -> Layouts.stack(stack, emitter);
      case PixelShuffle shuffle -> Layouts.pixelShuffle(shuffle, emitter);
      case ChannelShuffle shuffle -> Layouts.channelShuffle(shuffle, emitter);
      case Chunk(int chunks, int dim) -> Slices.split(dim, chunks, emitter);
      case Split split -> Slices.split(split.dim(), split.sizes().size(), emitter);
      case Slice slice -> Slices.slice(slice, emitter);
      case Narrow narrow -> Slices.narrow(narrow, emitter);
      case Select select -> Slices.select(select, emitter);
      case IndexSelect(int dim) -> Slices.indexSelect(dim, emitter);
      case Pad pad -> Pads.pad(pad, emitter);
      case CenterCrop crop -> Pads.crop(crop, emitter);
      case Roll roll -> Pads.roll(roll, emitter);
      case Interpolate interpolate -> Resampling.interpolate(interpolate, emitter);
      case Identity _ -> emitter.put(0, emitter.add("Identity", List.of(emitter.input(0))));
      case Contiguous _ -> emitter.put(0, emitter.input(0)); // how a tensor lies in memory
      case TensorFunction function -> Weighted.function(function, emitter);
      case FreeTensor _ -> throw new IllegalStateException("a tensor is no node");
    }
  }
}
