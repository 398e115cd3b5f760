package dev.cnnsummary.specs.spec;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Every layer type of the spec language, by name. Reader, writer and schema all go by this. */
public final class LayerTypes {
  private static final Map<String, LayerType> TYPES = collect();

  private LayerTypes() {}

  private static Map<String, LayerType> collect() {
    List<LayerType> types = new ArrayList<>();
    types.addAll(ConvolutionTypes.types());
    types.addAll(TransposedConvolutionTypes.types());
    types.addAll(LinearTypes.types());
    types.addAll(AttentionTypes.types());
    types.addAll(RecurrentTypes.types());
    types.addAll(PoolTypes.types());
    types.addAll(UnpoolTypes.types());
    types.addAll(NormTypes.types());
    types.addAll(SampleNormTypes.types());
    types.addAll(ActivationTypes.types());
    types.addAll(DropoutTypes.types());
    types.addAll(ArithmeticTypes.types());
    types.addAll(ReduceTypes.types());
    types.addAll(ResampleTypes.types());
    types.addAll(FreeTensorTypes.types());
    types.addAll(PadTypes.types());
    types.addAll(LayoutTypes.types());
    types.addAll(SliceTypes.types());
    Map<String, LayerType> byName = new LinkedHashMap<>();
    for (LayerType type : types) {
      if (byName.put(type.name(), type) != null) {
        throw new IllegalStateException(type.name() + " is defined twice");
      }
    }
    return Collections.unmodifiableMap(byName);
  }

  /** The type of a name; null where there is none. */
  public static @Nullable LayerType find(String name) {
    return TYPES.get(name);
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
