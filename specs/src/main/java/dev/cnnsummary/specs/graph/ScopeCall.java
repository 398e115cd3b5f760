package dev.cnnsummary.specs.graph;

import java.util.List;

/**
 * One call of a module that has children.
 *
 * @param path where the module stands
 * @param call which call of it this is, from 1; 0 for a module that is never called
 * @param type its class name
 * @param base what kind of container the class is
 * @param inputs what it takes; empty for one that is never called
 * @param outputs what it hands on; empty for one that is never called
 * @param members its children in execution order, those that are never called where they were
 *     declared
 */
public record ScopeCall(
    ModulePath path,
    int call,
    String type,
    Base base,
    List<Value> inputs,
    List<Value> outputs,
    List<Member> members)
    implements Member {
  /** The kinds of container. */
  public enum Base {
    /** nn.Sequential or a subclass. */
    SEQUENTIAL("Sequential"),
    /** nn.ModuleList or a subclass: never called itself. */
    MODULE_LIST("ModuleList"),
    /** nn.ModuleDict or a subclass: never called itself. */
    MODULE_DICT("ModuleDict"),
    /** Any other class. */
    MODULE("Module");

    private final String word;

    Base(String word) {
      this.word = word;
    }

    /** PyTorch's class name. */
    public String word() {
      return word;
    }
  }

  /** Copies the lists. */
  public ScopeCall {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    members = List.copyOf(members);
  }
}
