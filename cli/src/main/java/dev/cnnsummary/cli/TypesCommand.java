package dev.cnnsummary.cli;

import dev.cnnsummary.cli.render.ContainerPage;
import dev.cnnsummary.cli.render.Screen;
import dev.cnnsummary.cli.render.TypeList;
import dev.cnnsummary.cli.render.TypePage;
import dev.cnnsummary.specs.spec.ContainerType;
import dev.cnnsummary.specs.spec.LayerType;
import dev.cnnsummary.specs.spec.LayerTypes;
import dev.cnnsummary.specs.spec.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code cnnsummary types [TYPE]}: what a spec can be made of. */
@Command(
    name = "types",
    description = {
      "Lists the types of layers that a spec can name, or documents one: its options, operands,"
          + " shapes, weights and costs."
    },
    parameterListHeading = "%n",
    optionListHeading = "%nOptions:%n")
final class TypesCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      paramLabel = "TYPE",
      arity = "0..1",
      description = "A module, such as Conv2d, or a function, such as max_pool2d.")
  private @Nullable String name;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "text (default), json or markdown.")
  private DocumentFormat format = DocumentFormat.TEXT;

  @Override
  public Integer call() {
    Output.write(name == null ? list() : page(name), null, Output.of(spec));
    return 0;
  }

  private String page(String name) {
    ContainerType container = ContainerType.find(name);
    return container == null ? page(type(name)) : page(new ContainerPage(container));
  }

  private LayerType type(String name) {
    LayerType type = LayerTypes.find(name);
    if (type == null && spec != null) {
      List<String> known = new ArrayList<>(LayerTypes.names());
      ContainerType.all().forEach(container -> known.add(container.name()));
      throw new ParameterException(
          spec.commandLine(),
          "there is no type '"
              + name
              + "'"
              + Nearest.suggestion(name, known)
              + "; 'cnnsummary types' lists all");
    }
    return Objects.requireNonNull(type);
  }

  private String list() {
    return switch (format) {
      case TEXT -> TypeList.text(Screen.ofStandardOutput());
      case JSON -> TypeList.json();
      case MARKDOWN -> TypeList.markdown();
    };
  }

  private String page(LayerType type) {
    return switch (format) {
      case TEXT -> new TypePage(type).text(Screen.ofStandardOutput());
      case JSON -> new TypePage(type).json();
      case MARKDOWN -> new TypePage(type).markdown();
    };
  }

  private String page(ContainerPage page) {
    return switch (format) {
      case TEXT -> page.text(Screen.ofStandardOutput());
      case JSON -> page.json();
      case MARKDOWN -> page.markdown();
    };
  }
}
