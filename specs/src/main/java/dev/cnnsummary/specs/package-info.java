/** Loading a model by name or by path, and how its faults are reported. */
package dev.cnnsummary.specs;
