package dev.cnnsummary.specs.spec;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A type of module whose layers an entry lists: {@code {type: ModuleList, layers: [...]}}.
 *
 * @param name torch.nn's class name
 * @param summary what it does
 */
public record ContainerType(String name, String summary) {
  private static final String UNCALLED =
      "Layers that run one after the other; PyTorch never calls the container itself.";

  private static final List<ContainerType> ALL =
      List.of(
          new ContainerType(
              "Sequential", "Layers that run one after the other; {layers: [...]} is one, too."),
          new ContainerType("ModuleList", UNCALLED),
          new ContainerType("ModuleDict", UNCALLED));

  /** All of them. */
  public static List<ContainerType> all() {
    return ALL;
  }

  /** The one of a name; null where there is none. */
  public static @Nullable ContainerType find(String name) {
    return ALL.stream().filter(type -> type.name.equals(name)).findFirst().orElse(null);
  }

  /** What an entry of this type may have, and what that means: the list of layers first. */
  public Map<String, String> keys() {
    Map<String, String> keys = new LinkedHashMap<>();
    keys.put("layers", KeySchema.meaning("layers"));
    for (String key : new TreeSet<>(Keywords.CONTAINER_KEYS)) {
      if (!key.equals("type")) {
        keys.put(key, KeySchema.meaning(key));
      }
    }
    return keys;
  }
}
