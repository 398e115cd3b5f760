/**
 * What a step of training holds in memory. Start with {@link
 * dev.cnnsummary.analyzer.memory.TrainingMemory}.
 */
package dev.cnnsummary.analyzer.memory;
