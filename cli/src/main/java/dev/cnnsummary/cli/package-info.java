/** The commands, one class each; {@link dev.cnnsummary.cli.Main} is where the program starts. */
package dev.cnnsummary.cli;
