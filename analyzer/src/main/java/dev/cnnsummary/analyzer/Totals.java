package dev.cnnsummary.analyzer;

import dev.cnnsummary.specs.shape.Bindings;
import dev.cnnsummary.specs.shape.Dim;

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
    Dim peakActivationBytes) {

  Totals bind(Bindings bindings) {
    return new Totals(
        params.bind(bindings),
        trainableParams.bind(bindings),
        frozenParams.bind(bindings),
        buffers.bind(bindings),
        macs.bind(bindings),
        flops.bind(bindings),
        weightBytes.bind(bindings),
        outputBytes.bind(bindings),
        peakActivationBytes.bind(bindings));
  }
}
