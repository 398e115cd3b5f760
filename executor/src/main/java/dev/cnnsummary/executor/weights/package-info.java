/**
 * The numbers of parameters, buffers and inputs: read from files or made from a seed. Start with
 * {@link dev.cnnsummary.executor.weights.Weights}.
 */
package dev.cnnsummary.executor.weights;
