/**
 * Networks from files in the words of the spec language: {@link
 * dev.cnnsummary.analyzer.convert.Conversion} finds them with what an analysis knows.
 */
package dev.cnnsummary.analyzer.convert;
