package dev.cnnsummary.specs.onnx.write;

import dev.cnnsummary.specs.InvalidSpecException;
import dev.cnnsummary.specs.Problem;
import dev.cnnsummary.specs.graph.Graph;
import dev.cnnsummary.specs.graph.Literal;
import dev.cnnsummary.specs.graph.Value;
import dev.cnnsummary.specs.onnx.proto.GraphProto;
import dev.cnnsummary.specs.shape.Bindings;
import dev.cnnsummary.specs.shape.TensorType;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.function.Function;

/**
 * A network as an ONNX model. Nodes are named as PyTorch's exporter names them, and tensors as in
 * the state_dict; numbers are only made while a file is written, one tensor at a time.
 */
public final class OnnxExport {
  /** The version of ONNX's operators that is written where none is asked for. */
  public static final int DEFAULT_OPSET = 17;

  /** The oldest version that can be written. */
  public static final int OLDEST_OPSET = 13;

  /** The newest version that can be written. */
  public static final int NEWEST_OPSET = 21;

  private final ModelFile file;
  private final int nodesBefore;

  private OnnxExport(ModelFile file, int nodesBefore) {
    this.file = file;
    this.nodesBefore = nodesBefore;
  }

  /**
   * Makes a model of a network.
   *
   * @param types the type of each value, weights included. A size that is a symbol is left to the
   *     run: the model does not depend on it
   * @param declared numbers for symbols, which the shapes of inputs and outputs then have
   * @param opset the version of ONNX's operators
   * @param simplify whether constants are computed beforehand, batch normalisation becomes a part
   *     of the convolution before it, and what changes nothing is left out
   * @throws InvalidSpecException with every layer that has no form in ONNX, or if there is no such
   *     version
   */
  public static OnnxExport of(
      Graph graph,
      Function<Value, TensorType> types,
      Bindings declared,
      int opset,
      boolean simplify) {
    if (opset < OLDEST_OPSET || opset > NEWEST_OPSET) {
      String range = OLDEST_OPSET + " to " + NEWEST_OPSET;
      throw new InvalidSpecException(
          List.of(
              new Problem(
                  null, "", "opset " + opset + " is not written, only those from " + range)));
    }
    Model model = new Model(opset, types);
    GraphProto ends = new GraphWriter(graph, model, declared).write();
    int before = ModelFile.nodes(model.nodes());
    GraphProto written = simplify ? Simplification.of(model, ends) : ends;
    return new OnnxExport(new ModelFile(model, written, buffers(graph, model)), before);
  }

  /** Floating-point buffers that functions take. Integers are none that could be learned. */
  private static List<String> buffers(Graph graph, Model model) {
    return graph.weights().stream()
        .filter(weight -> weight.kind() == Value.Kind.BUFFER)
        .map(Value::name)
        .filter(name -> !name.endsWith(".running_mean") && !name.endsWith(".running_var"))
        .filter(model::holdsFloats)
        .toList();
  }

  /** The number of nodes, constants not counted. */
  public int nodes() {
    return file.nodes();
  }

  /** The number of nodes before it was simplified, constants not counted. */
  public int nodesBefore() {
    return nodesBefore;
  }

  /** The size of the model in one file, in bytes. */
  public long bytes() {
    return file.bytes();
  }

  /** Whether one file can hold the model: the format ends at 2 GiB. */
  public boolean fitsOneFile() {
    return bytes() <= Integer.MAX_VALUE;
  }

  /**
   * Writes the model as one file.
   *
   * @param weights hands out the numbers of each weight, of the type and shape that it has
   */
  public void write(OutputStream out, Function<Value, Literal> weights) throws IOException {
    file.write(out, weights);
  }

  /**
   * Writes the model with its large tensors in a second file, which stands beside it.
   *
   * @param location the name of that file
   * @param weights hands out the numbers of each weight, of the type and shape that it has
   */
  public void write(
      OutputStream out, OutputStream data, String location, Function<Value, Literal> weights)
      throws IOException {
    file.write(out, data, location, weights);
  }
}
