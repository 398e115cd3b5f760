package dev.cnnsummary.specs.function;

import dev.cnnsummary.specs.shape.TensorType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An operator that is not known here: nothing can be said of what it does.
 *
 * @param name what the file calls it
 * @param reason why it is not known
 * @param outputs the number of tensors it makes
 * @param declared what the file says of each of them for the inputs that it declares, in their
 *     symbols; null where it says nothing; empty where it does of none
 */
public record Unknown(String name, String reason, int outputs, List<@Nullable TensorType> declared)
    implements TensorFunction {
  /** Copies the list. */
  public Unknown {
    declared = Collections.unmodifiableList(new ArrayList<>(declared));
  }

  /** One of which the file says nothing else. */
  public Unknown(String name, String reason, int outputs) {
    this(name, reason, outputs, List.of());
  }
}
