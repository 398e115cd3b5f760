package dev.cnnsummary.analyzer;

import dev.cnnsummary.specs.graph.Node;
import dev.cnnsummary.specs.shape.Bindings;
import dev.cnnsummary.specs.shape.Dim;
import org.jspecify.annotations.Nullable;

/**
 * The sums over a model.
 *
 * @param params elements of all parameters, each once, those of modules that never run included
 * @param trainableParams those of them that are trained
 * @param frozenParams those of them that are not
 * @param buffers elements of all buffers, integer counters apart
 * @param macs multiply-accumulates of all calls
 * @param flops floating-point operations of all calls
 * @param weightBytes size of all parameters and buffers, counters included
 * @param outputBytes the sum of what all calls make, views included
 * @param peakActivationBytes the largest sum over time of a running layer's inputs and outputs and
 *     every value that is needed later; a view shares the memory of its base
 * @param peakLayer the first call at which that is so; null where it depends on symbols, or where
 *     nothing is called
 * @param weightedDepth the most layers with weights and multiply-accumulates on a path from an
 *     input to an output: the 18 of ResNet-18
 */
public record Totals(
    Dim params,
    Dim trainableParams,
    Dim frozenParams,
    Dim buffers,
    Dim macs,
    Dim flops,
    Dim weightBytes,
    Dim outputBytes,
    Dim peakActivationBytes,
    @Nullable Node peakLayer,
    int weightedDepth) {

  /** The same with some symbols bound; the memory is known then that was not. */
  Totals bind(Bindings bindings, PeakMemory memory) {
    return new Totals(
        params.bind(bindings),
        trainableParams.bind(bindings),
        frozenParams.bind(bindings),
        buffers.bind(bindings),
        macs.bind(bindings),
        flops.bind(bindings),
        weightBytes.bind(bindings),
        outputBytes.bind(bindings),
        memory.peak(),
        memory.peakLayer(),
        weightedDepth);
  }
}
