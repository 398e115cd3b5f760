package dev.cnnsummary.specs.spec;

import dev.cnnsummary.specs.graph.Node;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Every layer type of the spec language, by name. Reader, writer and schema all go by this. */
public final class LayerTypes {
  private static final List<Family> FAMILIES =
      List.of(
          new Family("Convolution", ConvolutionTypes.types()),
          new Family("Transposed convolution", TransposedConvolutionTypes.types()),
          new Family("Linear maps and embedding", LinearTypes.types()),
          new Family("Attention", AttentionTypes.types()),
          new Family("Recurrent networks", RecurrentTypes.types()),
          new Family("Pooling", PoolTypes.types()),
          new Family("Unpooling", UnpoolTypes.types()),
          new Family("Normalisation by channels", NormTypes.types()),
          new Family("Normalisation by samples", SampleNormTypes.types()),
          new Family("Activation", ActivationTypes.types()),
          new Family("Dropout", DropoutTypes.types()),
          new Family("Arithmetic and products", ArithmeticTypes.types()),
          new Family("Reduction", ReduceTypes.types()),
          new Family("Resampling and shuffling", ResampleTypes.types()),
          new Family("Tensors of a module's own", FreeTensorTypes.types()),
          new Family("Padding", PadTypes.types()),
          new Family("Layout", LayoutTypes.types()),
          new Family("Parts of a tensor", SliceTypes.types()));

  private static final Map<String, LayerType> TYPES = collect();

  private LayerTypes() {}

  /**
   * Types that belong together.
   *
   * @param title what they are, a few words
   * @param types modules and functions
   */
  public record Family(String title, List<LayerType> types) {
    /** Copies the list. */
    public Family {
      types = List.copyOf(types);
    }
  }

  private static Map<String, LayerType> collect() {
    Map<String, LayerType> byName = new LinkedHashMap<>();
    for (Family family : FAMILIES) {
      for (LayerType type : family.types()) {
        if (byName.put(type.name(), type) != null) {
          throw new IllegalStateException(type.name() + " is defined twice");
        }
      }
    }
    return Collections.unmodifiableMap(byName);
  }

  /** All families. */
  public static List<Family> families() {
    return FAMILIES;
  }

  /** The type of a name; null where there is none. */
  public static @Nullable LayerType find(String name) {
    return TYPES.get(name);
  }

  /** The type of a node; null where the language has none of its name, or not with its operator. */
  static @Nullable LayerType of(Node node) {
    LayerType type = find(node.type());
    return type != null && type.describes(node.op()) ? type : null;
  }

  /** Every type, family by family. */
  public static Collection<LayerType> all() {
    return TYPES.values();
  }

  /** Every name. */
  public static Collection<String> names() {
    return TYPES.keySet();
  }
}
