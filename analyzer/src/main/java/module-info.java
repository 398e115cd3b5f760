import org.jspecify.annotations.NullMarked;

/** What a network implies: shapes, parameters, costs and the conditions on its symbols. */
@NullMarked
module dev.cnnsummary.analyzer {
  requires transitive dev.cnnsummary.specs;
  requires static org.jspecify;

  exports dev.cnnsummary.analyzer;
  exports dev.cnnsummary.analyzer.convert;
  exports dev.cnnsummary.analyzer.convention;
  exports dev.cnnsummary.analyzer.diff;
  exports dev.cnnsummary.analyzer.explain;
  exports dev.cnnsummary.analyzer.field;
  exports dev.cnnsummary.analyzer.memory;
}
