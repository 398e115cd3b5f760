import org.jspecify.annotations.NullMarked;

/** What a network does when it runs. It takes no rule from the analysis that it is to check. */
@NullMarked
module dev.cnnsummary.executor {
  requires transitive dev.cnnsummary.specs;
  requires tools.jackson.core;
  requires static org.jspecify;
  requires static jdk.incubator.vector;

  exports dev.cnnsummary.executor;
  exports dev.cnnsummary.executor.reference;
  exports dev.cnnsummary.executor.weights;
}
