package dev.cnnsummary.specs.spec;

import dev.cnnsummary.specs.graph.Node.Form;
import dev.cnnsummary.specs.op.FreeTensor;
import dev.cnnsummary.specs.shape.DType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tensors that a module has by itself. */
final class FreeTensorTypes {
  private FreeTensorTypes() {}

  static List<LayerType> types() {
    return List.of(
        tensor("Parameter", true, "A learnable tensor of the module that it stands in."),
        tensor("Buffer", false, "A tensor of the module that it stands in, not learned."));
  }

  private static LayerType tensor(String name, boolean learnable, String summary) {
    List<DType> dtypes = new ArrayList<>(List.of(DType.values()));
    dtypes.removeIf(dtype -> learnable && !dtype.isFloating());
    dtypes.sort(Comparator.comparing(dtype -> dtype != DType.F32));
    List<String> words = dtypes.stream().map(DType::text).toList();
    return LayerType.of(
        name,
        Form.MODULE,
        summary,
        List.of(
            Option.sizes("shape", 1, 0, "its extents"),
            Option.word("dtype", words, "the type of its elements")),
        arguments ->
            new FreeTensor(learnable, arguments.sizes("shape"), dtype(arguments.word("dtype"))),
        op ->
            op instanceof FreeTensor(boolean own, List<Integer> shape, DType dtype)
                    && own == learnable
                ? new OptionWriter().putList("shape", shape).put("dtype", dtype.text()).options()
                : null);
  }

  private static DType dtype(@Nullable String word) {
    return Stream.of(DType.values())
        .filter(dtype -> dtype.text().equals(word))
        .findFirst()
        .orElseThrow();
  }
}
