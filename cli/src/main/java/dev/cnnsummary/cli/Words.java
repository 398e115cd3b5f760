package dev.cnnsummary.cli;

import dev.cnnsummary.specs.spec.Nearest;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Words that an option takes, one for each constant of an enum. They are looked up when they are
 * needed, so that a start does not load the enums of options that are not given.
 */
final class Words implements ITypeConverter<Object>, Iterable<String> {
  private final Class<?> type;

  /**
   * The words of an enum.
   *
   * @param type the enum
   */
  Words(Class<?> type) {
    this.type = type;
  }

  /** The word of a constant. */
  static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /** Reads a word, in capitals or not. */
  @Override
  public Object convert(String given) {
    List<String> words = constants().map(each -> each.toString().toLowerCase(Locale.ROOT)).toList();
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
    return constants().toList().get(index);
  }

  /** The words as help shows them. */
  @Override
  public Iterator<String> iterator() {
    return constants().map(Object::toString).iterator();
  }

  private Stream<Object> constants() {
    return Arrays.stream(Objects.requireNonNull(type.getEnumConstants()));
  }
}
