package dev.cnnsummary.specs.graph;

/** What stands in a module call: an operator, or the call of another module that has children. */
public sealed interface Member permits Node, ScopeCall {
  /** The path of the module or function. */
  ModulePath path();

  /** Which call of it this is, from 1; 0 for one that is registered and never called. */
  int call();
}
