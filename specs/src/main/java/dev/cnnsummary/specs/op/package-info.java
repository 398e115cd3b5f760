/**
 * What a layer computes: one record per family of operators, inert data in PyTorch's words. Start
 * with {@link dev.cnnsummary.specs.op.Op}.
 */
package dev.cnnsummary.specs.op;
