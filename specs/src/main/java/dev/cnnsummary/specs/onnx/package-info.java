/**
 * ONNX files: {@link dev.cnnsummary.specs.onnx.OnnxFile} reads one, and makes a graph of it in
 * PyTorch's words. ONNX's own words stay in this package.
 */
package dev.cnnsummary.specs.onnx;
