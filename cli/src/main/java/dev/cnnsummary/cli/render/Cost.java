package dev.cnnsummary.cli.render;

import dev.cnnsummary.analyzer.LayerReport;
import dev.cnnsummary.analyzer.WeightReport;
import dev.cnnsummary.specs.graph.Value;
import dev.cnnsummary.specs.shape.Dim;
import java.util.List;

/**
 * What a row of a table adds to the sums: parameters once, work and outputs at every call.
 *
 * @param counted what another program counts; 0 where none is asked for
 */
record Cost(Dim params, Dim trainable, Dim macs, Dim flops, Dim outputBytes, Dim counted) {
  static final Cost NONE = new Cost(Dim.ZERO, Dim.ZERO, Dim.ZERO, Dim.ZERO, Dim.ZERO, Dim.ZERO);

  static Cost of(LayerReport layer, Dim counted) {
    boolean first = layer.node().call() == 1;
    return new Cost(
        first ? layer.params() : Dim.ZERO,
        first ? layer.trainableParams() : Dim.ZERO,
        layer.macs(),
        layer.flops(),
        layer.outputBytes(),
        counted);
  }

  /** Of weights that are there and do no work. */
  static Cost of(List<WeightReport> weights) {
    Cost sum = NONE;
    for (WeightReport weight : weights) {
      if (weight.value().kind() == Value.Kind.PARAMETER) {
        Dim numel = weight.shape().numel();
        Dim trained = weight.value().trainable() ? numel : Dim.ZERO;
        sum = sum.plus(new Cost(numel, trained, Dim.ZERO, Dim.ZERO, Dim.ZERO, Dim.ZERO));
      }
    }
    return sum;
  }

  Cost plus(Cost other) {
    return new Cost(
        params.plus(other.params),
        trainable.plus(other.trainable),
        macs.plus(other.macs),
        flops.plus(other.flops),
        outputBytes.plus(other.outputBytes),
        counted.plus(other.counted));
  }
}
