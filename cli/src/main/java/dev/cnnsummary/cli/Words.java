package dev.cnnsummary.cli;

import dev.cnnsummary.specs.spec.Nearest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Words that an option takes, one for each constant of an enum. */
final class Words {
  private Words() {}

  /** The word of a constant. */
  static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /** Reads words, in capitals or not. */
  static <E extends Enum<E>> ITypeConverter<E> reader(Class<E> type) {
    List<E> constants = Arrays.asList(type.getEnumConstants());
    List<String> words =
        constants.stream().map(each -> each.toString().toLowerCase(Locale.ROOT)).toList();
    return given -> {
      int index = words.indexOf(given.toLowerCase(Locale.ROOT));
      if (index < 0) {
        throw new TypeConversionException(
            "expected "
                + String.join(", ", words.subList(0, words.size() - 1))
                + " or "
                + words.getLast()
                + ", got '"
                + given
                + "'"
                + Nearest.suggestion(given, words));
      }
      return constants.get(index);
    };
  }
}
