/**
 * Functions of tensors by their definitions, which run as they are, on numbers of every type. Start
 * with {@link dev.cnnsummary.executor.functions.Functions}.
 */
package dev.cnnsummary.executor.functions;
