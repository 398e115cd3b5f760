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
import org.jspecify.annotations.Nullable;

/** {@code cnnsummary types [TYPE]}: what a spec can be made of. */
final class TypesCommand extends Command {
  private final Argument<@Nullable String> name =
      add(
          parameter("TYPE", "0..1", "A module, such as Conv2d, or a function, such as max_pool2d.")
              .build());
  private final Argument<DocumentFormat> format =
      option(
          "--format",
          "FORMAT",
          DocumentFormat.class,
          DocumentFormat.TEXT,
          "text (default), json or markdown.");

  TypesCommand() {
    super(
        "types",
        "Lists the types of layers that a spec can name, or documents one: its options, operands,"
            + " shapes, weights and costs.");
    usage().sortOptions(true).parameterListHeading("%n");
  }

  @Override
  public Integer call() {
    String type = name.value();
    Output.write(type == null ? list() : page(type), null, out());
    return 0;
  }

  private String page(String name) {
    ContainerType container = ContainerType.find(name);
    return container == null ? page(type(name)) : page(new ContainerPage(container));
  }

  private LayerType type(String name) {
    LayerType type = LayerTypes.find(name);
    if (type == null) {
      List<String> known = new ArrayList<>(LayerTypes.names());
      ContainerType.all().forEach(container -> known.add(container.name()));
      throw refused(
          "there is no type '"
              + name
              + "'"
              + Nearest.suggestion(name, known)
              + "; 'cnnsummary types' lists all");
    }
    return type;
  }

  private String list() {
    return switch (format.value()) {
      case TEXT -> TypeList.text(Screen.ofStandardOutput());
      case JSON -> TypeList.json();
      case MARKDOWN -> TypeList.markdown();
    };
  }

  private String page(LayerType type) {
    return switch (format.value()) {
      case TEXT -> new TypePage(type).text(Screen.ofStandardOutput());
      case JSON -> new TypePage(type).json();
      case MARKDOWN -> new TypePage(type).markdown();
    };
  }

  private String page(ContainerPage page) {
    return switch (format.value()) {
      case TEXT -> page.text(Screen.ofStandardOutput());
      case JSON -> page.json();
      case MARKDOWN -> page.markdown();
    };
  }
}
