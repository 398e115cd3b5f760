package dev.cnnsummary.specs.spec;

import dev.cnnsummary.specs.Location;
import dev.cnnsummary.specs.graph.ScopeCall;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a spec declares, before any parameter has a value. */
final class Declaration {
  private Declaration() {}

  /**
   * A whole spec.
   *
   * @param name the model's name
   * @param scope the model itself; its inputs are {@code tensors}
   * @param tensors what it takes
   * @param parameters in order: a default may use those before it
   * @param presets named settings of parameters
   * @param blocks templates by name
   */
  record Model(
      String name,
      Scope scope,
      List<Input> tensors,
      List<Parameter> parameters,
      Map<String, Preset> presets,
      Map<String, Block> blocks) {}

  /**
   * An input of the model.
   *
   * @param shape without the batch axis: sizes and symbols; null where none is declared
   * @param dtype the name of its element type
   */
  record Input(Location location, String name, @Nullable Setting shape, String dtype) {}

  /**
   * A parameter of the model or a block.
   *
   * @param preset its default; null when it must be given
   */
  record Parameter(Location location, String name, @Nullable Setting preset) {}

  /** Settings of parameters under a name. */
  record Preset(Location location, String name, Map<String, Setting> settings) {}

  /** A template: layers that depend on parameters. */
  record Block(Location location, String name, List<Parameter> parameters, Scope scope) {}

  /**
   * A list of layers that is a module.
   *
   * @param type its class name
   * @param inputs names of what it takes, of which the last may stand for several; empty for one
   *     that takes a single tensor without a name
   * @param outputs what it hands on; empty for its last entry's output
   * @param order the order in which its children are registered, where it is another
   */
  record Scope(
      Location location,
      String type,
      ScopeCall.Base base,
      List<NameAt> inputs,
      List<Entry> entries,
      List<Reference> outputs,
      List<NameAt> order) {}

  /**
   * A name and where it stands.
   *
   * @param several whether it stands for any number of tensors
   */
  record NameAt(Location location, String name, boolean several) {
    /** A name of one thing. */
    NameAt(Location location, String name) {
      this(location, name, false);
    }
  }

  /**
   * An entry of a {@code layers} list.
   *
   * @param name its name, if it has one
   * @param from what it takes; empty for the output of the entry before
   * @param when whether it is there; null for yes
   * @param repeat how often; null for once
   * @param trainingOnly whether it is only registered
   * @param trainable whether its parameters are trained
   */
  record Entry(
      Location location,
      @Nullable NameTemplate name,
      List<Reference> from,
      @Nullable Expression when,
      @Nullable Repeat repeat,
      @Nullable Expression trainingOnly,
      @Nullable Expression trainable,
      Body body) {}

  /** How an entry is repeated. */
  sealed interface Repeat {
    /** Where it stands. */
    Location location();
  }

  /**
   * So many times.
   *
   * @param index the name of the counter, from 0
   */
  record Times(Location location, String index, Expression count) implements Repeat {}

  /**
   * Once for each element.
   *
   * @param variables names and their lists, all of one length
   */
  record Each(Location location, Map<String, Setting> variables) implements Repeat {}

  /** What an entry is. */
  sealed interface Body {}

  /** A layer type or a block, with options. */
  record Layer(Setting type, List<Option> options) implements Body {}

  /** An option as given. */
  record Option(Location location, String name, Setting value) {}

  /**
   * A list of layers.
   *
   * @param spliced whether it is no module: its entries belong to the list around it
   */
  record Container(Scope scope, boolean spliced) implements Body {}

  /** Another call of a module. */
  record Reuse(Location location, NameTemplate name) implements Body {}

  /**
   * What an entry takes: an output of a named one, or the first outputs of several.
   *
   * @param output which of its outputs, from 0
   * @param several whether the name is the beginning of several names
   */
  record Reference(Location location, NameTemplate name, int output, boolean several) {}
}
