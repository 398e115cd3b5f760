package dev.cnnsummary.specs.spec;

import dev.cnnsummary.specs.Location;
import dev.cnnsummary.specs.graph.Node;
import dev.cnnsummary.specs.op.Op;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A name that a spec can give as {@code type}, and what stands behind it. */
public final class LayerType {
  private final String name;
  private final Node.Form form;
  private final String summary;
  private final int leastInputs;
  private final int mostInputs;
  private final List<Option> options;
  private final Function<Arguments, Op> maker;
  private final Function<Op, @Nullable Map<String, Data>> writer;

  /**
   * Defines a type.
   *
   * @param maker makes the operator of checked options; may report a fault and still return one
   * @param writer all options of an operator of this type; null for an operator that is not
   */
  LayerType(
      String name,
      Node.Form form,
      String summary,
      int leastInputs,
      int mostInputs,
      List<Option> options,
      Function<Arguments, Op> maker,
      Function<Op, @Nullable Map<String, Data>> writer) {
    this.name = name;
    this.form = form;
    this.summary = summary;
    this.leastInputs = leastInputs;
    this.mostInputs = mostInputs;
    this.options = List.copyOf(options);
    this.maker = maker;
    this.writer = writer;
  }

  /** A type that takes one tensor. */
  static LayerType of(
      String name,
      Node.Form form,
      String summary,
      List<Option> options,
      Function<Arguments, Op> maker,
      Function<Op, @Nullable Map<String, Data>> writer) {
    return new LayerType(name, form, summary, 1, 1, options, maker, writer);
  }

  /** torch.nn's class name, or torch's or torch.nn.functional's function name. */
  public String name() {
    return name;
  }

  /** Whether it is a module or a function. */
  public Node.Form form() {
    return form;
  }

  /** What it does, one sentence. */
  public String summary() {
    return summary;
  }

  /** The smallest number of tensors it takes. */
  public int leastInputs() {
    return leastInputs;
  }

  /** The largest number of tensors it takes. */
  public int mostInputs() {
    return mostInputs;
  }

  /** Its options in PyTorch's order. */
  public List<Option> options() {
    return options;
  }

  /** The option of a name; null where there is none. */
  public @Nullable Option option(String optionName) {
    for (Option option : options) {
      if (option.name().equals(optionName)) {
        return option;
      }
    }
    return null;
  }

  Option requireOption(String optionName) {
    Option option = option(optionName);
    if (option == null) {
      throw new IllegalStateException(name + " has no option " + optionName);
    }
    return option;
  }

  List<String> optionNames() {
    return options.stream().map(Option::name).toList();
  }

  /**
   * An operator of this type: options that have a default are left at it, the others have the least
   * value that they take. It says which kind of operator a type is; together its options may be
   * such as no spec could give.
   */
  public Op example() {
    Location nowhere = new Location(name, 1, 1);
    Map<String, Arguments.Given> given = new LinkedHashMap<>();
    for (Option option : options) {
      if (option.required()) {
        given.put(option.name(), new Arguments.Given(nowhere, option.least()));
      }
    }
    return make(new Arguments(this, given, leastInputs, nowhere, "", new Problems()));
  }

  /** Makes the operator of options that are not faulty by themselves; they may be together. */
  Op make(Arguments arguments) {
    return maker.apply(arguments);
  }

  /** Whether an operator is one of this type: functions of a file may have the name only. */
  boolean describes(Op op) {
    return writer.apply(op) != null;
  }

  /** The options that differ from their defaults, as a spec would give them. */
  Map<String, Data> write(Op op) {
    Map<String, Data> complete = writer.apply(op);
    if (complete == null) {
      throw new IllegalArgumentException(op + " is not a " + name);
    }
    Map<String, Data> needed = new LinkedHashMap<>();
    for (Option option : options) {
      Data data = complete.get(option.name());
      if (data != null && !data.equals(option.preset())) {
        needed.put(option.name(), data);
      }
    }
    return needed;
  }
}
