/**
 * The interactive session. {@link dev.cnnsummary.cli.repl.Session} knows the commands and what they
 * do, {@link dev.cnnsummary.cli.repl.Shell} reads them from a terminal or a script.
 */
package dev.cnnsummary.cli.repl;
