package dev.cnnsummary.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/**
 * A command of the program: what it is given, and what it does. Its fields are its arguments, in
 * the order of its help. They are told to picocli one by one, since reading annotations would be
 * half of what a start takes.
 */
abstract class Command implements Callable<Integer> {
  private final CommandSpec spec;

  /**
   * A command without arguments yet.
   *
   * @param name what it is called by
   * @param description what it does, line by line
   */
  Command(String name, String... description) {
    spec = CommandSpec.wrapWithoutInspection(this).name(name);
    usage().description(description).sortOptions(false).optionListHeading("%nOptions:%n");
  }

  /** What it does, once its arguments have their values; returns the exit code. */
  @Override
  public abstract Integer call() throws Exception;

  /** What picocli knows of it. */
  final CommandSpec spec() {
    return spec;
  }

  /** What its help looks like. */
  final UsageMessageSpec usage() {
    return spec.usageMessage();
  }

  /** Where results go. */
  final PrintWriter out() {
    return spec.commandLine().getOut();
  }

  /** Where messages go. */
  final PrintWriter err() {
    return spec.commandLine().getErr();
  }

  /** What is thrown where arguments do not go together, or one is none that it takes. */
  final ParameterException refused(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  /** An option that is given or not, without a value. */
  final Argument<Boolean> flag(String name, String description) {
    return add(
        OptionSpec.builder(name)
            .type(boolean.class)
            .initialValue(false)
            .description(description)
            .build());
  }

  /**
   * An option with a value, null where it is not given.
   *
   * @param label what stands for the value in the help
   */
  final <T> Argument<@Nullable T> option(
      String name, String label, Class<T> type, String description) {
    return add(option(type, name).paramLabel(label).description(description).build());
  }

  /** An option with a value and a default. */
  final <T> Argument<T> option(
      String name, String label, Class<T> type, T byDefault, String description) {
    return add(
        option(type, name)
            .paramLabel(label)
            .initialValue(byDefault)
            .description(description)
            .build());
  }

  /** An option that can be repeated; its value is all that it was given. */
  final <T> Argument<List<T>> options(
      String name, String label, Class<T> type, String description) {
    return add(options(type, name).paramLabel(label).description(description).build());
  }

  /** An option with several values, with commas between. */
  final <T> Argument<List<T>> separated(
      String name, String label, Class<T> type, String description) {
    return add(
        options(type, name).paramLabel(label).splitRegex(",").description(description).build());
  }

  /** The option for what is written, one of an enum. */
  final <E extends Enum<E>> Argument<E> format(E byDefault) {
    return option(
        "--format",
        "FORMAT",
        byDefault.getDeclaringClass(),
        byDefault,
        "What is written: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.");
  }

  /** The option for a file to write to. */
  final Argument<@Nullable Path> output() {
    return option(
        "--output",
        "FILE",
        Path.class,
        "Writes to a file, which is replaced as a whole, instead of standard output.");
  }

  /** An option to be added, of which more is to be said. */
  static OptionSpec.Builder option(Class<?> type, String... names) {
    OptionSpec.Builder builder = OptionSpec.builder(names).type(type);
    if (type.isEnum()) {
      Words words = new Words(type);
      builder.converters(words).completionCandidates(words);
    } else if (type == Integer.class) {
      builder.converters(number("a whole number", Integer::valueOf));
    } else if (type == Long.class) {
      builder.converters(number("a whole number", Long::valueOf));
    } else if (type == Double.class) {
      builder.converters(number("a number", Double::valueOf));
    } else if (type == Path.class) {
      builder.converters((ITypeConverter<Path>) Path::of);
    }
    return builder;
  }

  /** As above, with a list for its value. */
  static OptionSpec.Builder options(Class<?> type, String... names) {
    return option(type, names).type(List.class).auxiliaryTypes(type).initialValue(List.of());
  }

  /**
   * A text without a name, to be added.
   *
   * @param arity how many: 1, or 0..1 where it can be left out
   */
  final PositionalParamSpec.Builder parameter(String label, String arity, String description) {
    return PositionalParamSpec.builder()
        .type(String.class)
        .index(String.valueOf(spec.positionalParameters().size()))
        .arity(arity)
        .required(arity.equals("1"))
        .paramLabel(label)
        .description(description);
  }

  /** Makes this an argument of the command: an option, or the next of its parameters. */
  final <T extends @Nullable Object> Argument<T> add(ArgSpec argument) {
    spec.add(argument);
    return new Argument<>(argument);
  }

  private static <T> ITypeConverter<T> number(String what, Function<String, T> parser) {
    return given -> {
      try {
        return parser.apply(given);
      } catch (NumberFormatException _) {
        throw new TypeConversionException("expected " + what + ", got '" + given + "'");
      }
    };
  }
}
