package dev.cnnsummary.specs.spec;

import dev.cnnsummary.specs.graph.Node.Form;
import dev.cnnsummary.specs.op.FreeTensor;
import dev.cnnsummary.specs.op.Op;
import dev.cnnsummary.specs.shape.DType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
    dtypes.removeIf(dtype -> !dtype.isComputed() || (learnable && !dtype.isFloating()));
    dtypes.remove(DType.F32);
    dtypes.addFirst(DType.F32); // the default
    List<String> words = dtypes.stream().map(DType::text).toList();
    List<Option> options =
        new ArrayList<>(
            List.of(
                Option.sizes("shape", 1, 0, "its extents"),
                Option.word("dtype", words, "the type of its elements")));
    if (!learnable) {
      options.add(
          Option.formula("formula", "what each element at i0, i1, ... is constructed with"));
    }
    return LayerType.of(
        name,
        Form.MODULE,
        summary,
        options,
        arguments -> make(arguments, learnable),
        op -> write(op, learnable));
  }

  private static Op make(Arguments arguments, boolean learnable) {
    List<Integer> shape = arguments.sizes("shape");
    ElementFormula formula = learnable ? null : arguments.formula("formula");
    String fault = formula == null ? null : formula.fault(shape);
    if (fault != null) {
      arguments.problem("formula", fault);
    }
    return new FreeTensor(learnable, shape, dtype(arguments.word("dtype")), formula);
  }

  private static @Nullable Map<String, Data> write(Op op, boolean learnable) {
    if (!(op instanceof FreeTensor tensor) || tensor.learnable() != learnable) {
      return null;
    }
    OptionWriter options =
        new OptionWriter().putList("shape", tensor.shape()).put("dtype", tensor.dtype().text());
    if (tensor.formula() != null) {
      options.put("formula", tensor.formula().text());
    }
    return options.options();
  }

  private static DType dtype(@Nullable String word) {
    return Stream.of(DType.values())
        .filter(dtype -> dtype.text().equals(word))
        .findFirst()
        .orElseThrow();
  }
}
