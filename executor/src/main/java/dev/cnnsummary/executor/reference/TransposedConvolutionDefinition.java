package dev.cnnsummary.executor.reference;

import dev.cnnsummary.executor.Tensor;
import dev.cnnsummary.specs.op.TransposedConvolution;
import dev.cnnsummary.specs.op.Window;
import org.jspecify.annotations.Nullable;

/**
 * An output element is the sum of what the kernels of all input elements of its group put there
 * (torch.nn.ConvTranspose2d).
 */
final class TransposedConvolutionDefinition implements Definition {
  private final TransposedConvolution convolution;
  private final Grid input;
  private final Grid output;
  private final Grid taps;
  private final int channels;
  private final int outChannels;
  private final float[] elements;
  private final float[] weight;
  private final @Nullable Tensor bias;

  TransposedConvolutionDefinition(TransposedConvolution convolution, Arguments arguments) {
    this.convolution = convolution;
    this.input = arguments.grid(0);
    this.output = arguments.output();
    this.taps = ConvolutionDefinition.taps(convolution.window());
    this.channels = input.extent(1) / convolution.groups();
    this.outChannels = convolution.outChannels() / convolution.groups();
    this.elements = arguments.only().floats();
    this.weight = arguments.weight(0).floats();
    this.bias = arguments.weightOrNull(1);
  }

  @Override
  public double at(int ignored, int index) {
    int[] place = output.place(index);
    int group = place[1] / outChannels;
    int channel = place[1] % outChannels;
    int plane = ConvolutionDefinition.plane(input).numel();
    double sum = bias == null ? 0 : bias.get(place[1]);
    for (int tap = 0; tap < taps.numel(); tap++) {
      int from = from(place, taps.place(tap));
      for (int c = 0; from != Selection.NOWHERE && c < channels; c++) {
        int source = group * channels + c;
        double w = weight[(source * outChannels + channel) * taps.numel() + tap];
        sum += w * elements[(place[0] * input.extent(1) + source) * plane + from];
      }
    }
    return sum;
  }

  /** Where in the plane of a channel the element is whose kernel puts a tap at a place. */
  private int from(int[] place, int[] tap) {
    Window window = convolution.window();
    int index = 0;
    for (int axis = 0; axis < tap.length; axis++) {
      int landed =
          place[axis + 2]
              + window.padding().before().get(axis)
              - tap[axis] * window.dilation().get(axis);
      int stride = window.stride().get(axis);
      int source = landed / stride;
      if (landed < 0 || landed % stride != 0 || source >= input.extent(axis + 2)) {
        return Selection.NOWHERE;
      }
      index = index * input.extent(axis + 2) + source;
    }
    return index;
  }

  @Override
  public long macs() {
    long walked = (long) input.extent(0) * input.extent(1) * outChannels;
    for (int axis = 0; axis < taps.axes(); axis++) {
      walked =
          Math.multiplyExact(
              walked, ConvolutionDefinition.steps(input.extent(axis + 2), taps.extent(axis)));
    }
    return walked;
  }

  @Override
  public long terms() {
    return (long) channels * taps.numel();
  }
}
