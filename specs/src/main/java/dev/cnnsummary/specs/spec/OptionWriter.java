package dev.cnnsummary.specs.spec;

import dev.cnnsummary.specs.op.Size;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects an operator's options as a spec would give them. */
final class OptionWriter {
  private final Map<String, Data> options = new LinkedHashMap<>();

  OptionWriter put(String name, double value) {
    return put(name, new Data.Num(value));
  }

  OptionWriter put(String name, boolean value) {
    return put(name, new Data.Bool(value));
  }

  OptionWriter put(String name, String word) {
    return put(name, new Data.Text(word));
  }

  OptionWriter putOrNull(String name, @Nullable Number value) {
    return put(name, orNull(value));
  }

  /** A list of sizes, as one number where they are all equal. */
  OptionWriter put(String name, List<? extends @Nullable Integer> sizes) {
    boolean same = sizes.stream().distinct().count() == 1;
    if (same) {
      return put(name, orNull(sizes.getFirst()));
    }
    return put(name, new Data.Items(sizes.stream().map(OptionWriter::orNull).toList()));
  }

  /** A list of sizes, as one number unless it was written as a list. */
  OptionWriter put(String name, List<? extends @Nullable Integer> sizes, boolean listed) {
    return listed
        ? put(name, new Data.Items(sizes.stream().map(OptionWriter::orNull).toList()))
        : put(name, orNull(sizes.getFirst()));
  }

  /** A list, whatever is in it. */
  OptionWriter putList(String name, List<? extends Number> numbers) {
    return put(name, new Data.Items(numbers.stream().map(OptionWriter::orNull).toList()));
  }

  /** A size. */
  OptionWriter put(String name, Size size) {
    return put(name, data(size));
  }

  /** A list of sizes, null where there is none. */
  OptionWriter putExtents(String name, List<? extends @Nullable Size> sizes) {
    return put(name, new Data.Items(sizes.stream().map(OptionWriter::data).toList()));
  }

  private static Data data(@Nullable Size size) {
    return switch (size) {
      case null -> new Data.None();
      case Size.Fixed(long value) -> new Data.Num(value);
      case Size.Extent _, Size.Joined _, Size.Quotient _ -> new Data.Text(size.text());
    };
  }

  private OptionWriter put(String name, Data data) {
    options.put(name, data);
    return this;
  }

  private static Data orNull(@Nullable Number value) {
    return value == null ? new Data.None() : new Data.Num(value.doubleValue());
  }

  Map<String, Data> options() {
    return options;
  }
}
