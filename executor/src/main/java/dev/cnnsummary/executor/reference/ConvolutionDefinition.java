package dev.cnnsummary.executor.reference;

import dev.cnnsummary.executor.Tensor;
import dev.cnnsummary.specs.op.Convolution;
import dev.cnnsummary.specs.op.Window;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * An output element is the sum, over the taps of its window and the input channels of its group, of
 * input times weight (torch.nn.Conv2d).
 */
final class ConvolutionDefinition implements Definition {
  private final Convolution convolution;
  private final Grid input;
  private final Grid output;
  private final Grid taps;
  private final int channels;
  private final float[] elements;
  private final float[] weight;
  private final @Nullable Tensor bias;

  ConvolutionDefinition(Convolution convolution, Arguments arguments) {
    this.convolution = convolution;
    this.input = arguments.grid(0);
    this.output = arguments.output();
    this.taps = taps(convolution.window());
    this.channels = input.extent(1) / convolution.groups();
    this.elements = arguments.only().floats();
    this.weight = arguments.weight(0).floats();
    this.bias = arguments.weightOrNull(1);
  }

  /** The places of a window's taps. */
  static Grid taps(Window window) {
    return new Grid(window.kernel().stream().mapToInt(Integer::intValue).toArray());
  }

  /** The spatial places of a tensor of {@code [N, C, spatial…]}. */
  static Grid plane(Grid grid) {
    return new Grid(Arrays.copyOfRange(grid.shape(), 2, grid.axes()));
  }

  @Override
  public double at(int ignored, int index) {
    int[] place = output.place(index);
    int channel = place[1];
    int group = channel / (convolution.outChannels() / convolution.groups());
    int plane = plane(input).numel();
    double sum = bias == null ? 0 : bias.get(channel);
    for (int tap = 0; tap < taps.numel(); tap++) {
      int seen = seen(place, taps.place(tap));
      for (int c = 0; seen != Selection.NOWHERE && c < channels; c++) {
        int source = place[0] * input.extent(1) + group * channels + c;
        double w = weight[(channel * channels + c) * taps.numel() + tap];
        sum += w * elements[source * plane + seen];
      }
    }
    return sum;
  }

  /** Where in the plane of a channel a tap lies. */
  private int seen(int[] place, int[] tap) {
    Window window = convolution.window();
    Border border = Border.of(convolution.paddingMode());
    int index = 0;
    for (int axis = 0; axis < tap.length; axis++) {
      int on =
          place[axis + 2] * window.stride().get(axis)
              - window.padding().before().get(axis)
              + tap[axis] * window.dilation().get(axis);
      int source = border.source(on, input.extent(axis + 2));
      if (source == Selection.NOWHERE) {
        return Selection.NOWHERE;
      }
      index = index * input.extent(axis + 2) + source;
    }
    return index;
  }

  @Override
  public long macs() {
    long walked = (long) output.extent(0) * output.extent(1) * channels;
    for (int axis = 0; axis < taps.axes(); axis++) {
      walked = Math.multiplyExact(walked, steps(output.extent(axis + 2), taps.extent(axis)));
    }
    return walked;
  }

  /** Steps of a walk over all taps at all positions. */
  static long steps(int positions, int taps) {
    long steps = 0;
    for (int position = 0; position < positions; position++) {
      for (int tap = 0; tap < taps; tap++) {
        steps++;
      }
    }
    return steps;
  }

  @Override
  public long terms() {
    return (long) channels * taps.numel();
  }
}
