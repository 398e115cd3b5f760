package dev.cnnsummary.specs.spec;

import dev.cnnsummary.specs.InvalidSpecException;
import dev.cnnsummary.specs.Location;
import dev.cnnsummary.specs.Problem;
import dev.cnnsummary.specs.graph.Graph;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A spec that has been read: a model, or a family of them, whose parameters are still open. */
public final class SpecFile {
  private final Source source;
  private final Declaration.Model model;

  private SpecFile(Source source, Declaration.Model model) {
    this.source = source;
    this.model = model;
  }

  /**
   * Reads a spec in YAML or JSON.
   *
   * @throws InvalidSpecException with every fault that can be found before parameters have values
   */
  public static SpecFile read(Source source) {
    Problems problems = new Problems();
    Tree tree = TreeReader.read(source, problems);
    problems.throwIfAny();
    Declaration.Model model = tree == null ? null : DeclarationReader.read(tree, problems);
    problems.throwIfAny();
    if (model == null) {
      throw new IllegalStateException("no model and no problem");
    }
    return new SpecFile(source, model);
  }

  /** The text it was read from. */
  public Source source() {
    return source;
  }

  /** The name of the model or family. */
  public String name() {
    return model.name();
  }

  /** The names of its variants, in the order of the text; empty where there are none. */
  public List<String> presets() {
    return List.copyOf(model.presets().keySet());
  }

  /** The names of its parameters. */
  public List<String> parameters() {
    return model.parameters().stream().map(Declaration.Parameter::name).toList();
  }

  /**
   * Gives the parameters values and makes the graph: a setting counts over the preset's value, and
   * that over the default.
   *
   * @param preset the name of a variant, which becomes the graph's name; null for none
   * @param settings parameters' values as text: a number, true, false, null, a list in brackets, or
   *     a word
   * @throws InvalidSpecException with every fault that was found
   */
  public Graph expand(@Nullable String preset, Map<String, String> settings) {
    Problems problems = new Problems();
    Map<String, Arguments.Given> given = new LinkedHashMap<>();
    Location location = model.scope().location();
    if (preset != null) {
      Declaration.Preset variant = model.presets().get(preset);
      if (variant == null) {
        throw refused(
            source.name()
                + " has no preset '"
                + preset
                + "'"
                + Nearest.suggestion(preset, presets()));
      }
      location = variant.location();
      variant
          .settings()
          .forEach((name, setting) -> {
            try {
              given.put(
                  name,
                  new Arguments.Given(setting.location(), setting.evaluate(Variables.empty())));
            } catch (EvaluationException e) {
              problems.add(e.location(), "", e.fault());
            }
          });
    }
    for (Map.Entry<String, String> setting : settings.entrySet()) {
      given.put(setting.getKey(), Settings.given(setting.getKey(), setting.getValue(), this));
    }
    Variables variables =
        Parameters.bind(model.parameters(), given, null, model.name(), location, "", problems);
    problems.throwIfAny();
    if (variables == null) {
      throw new IllegalStateException("no parameters and no problem");
    }
    return Expander.expand(model, preset == null ? model.name() : preset, variables, problems);
  }

  static InvalidSpecException refused(String message) {
    return new InvalidSpecException(List.of(new Problem(null, "", message)));
  }
}
