package dev.cnnsummary.executor.reference;

import static dev.cnnsummary.executor.reference.Operands.require;

import dev.cnnsummary.executor.Tensor;
import java.util.Arrays;

/** Maxima put back where they were found; of several at one place the last stays. */
final class Unpooling implements Definition {
  private final Tensor maxima;
  private final int[] sources;

  Unpooling(Arguments arguments) {
    this.maxima = arguments.only();
    Tensor positions = arguments.operand(1);
    Grid output = arguments.output();
    int plane = ConvolutionDefinition.plane(output).numel();
    int ofChannel = ConvolutionDefinition.plane(arguments.grid(0)).numel();
    this.sources = new int[output.numel()];
    Arrays.fill(sources, Selection.NOWHERE);
    for (int i = 0; i < maxima.numel(); i++) {
      double position = positions.get(i);
      require(
          0 <= position && position < plane,
          "there is no position " + (long) position + " among " + plane);
      sources[i / ofChannel * plane + (int) position] = i;
    }
  }

  @Override
  public double at(int output, int index) {
    return sources[index] == Selection.NOWHERE ? 0 : maxima.get(sources[index]);
  }
}
