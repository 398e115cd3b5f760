/** Writes an analysis as text or data; one class for each style or format. */
package dev.cnnsummary.cli.render;
