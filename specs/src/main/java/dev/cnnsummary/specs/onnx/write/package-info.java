/**
 * Writes ONNX files: {@link dev.cnnsummary.specs.onnx.write.OnnxExport} makes a model of a graph
 * and streams it to a file. One class for each family of operators has their forms in ONNX's words.
 */
package dev.cnnsummary.specs.onnx.write;
