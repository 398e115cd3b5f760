import org.jspecify.annotations.NullMarked;

/** What a network is: the spec language, the operator records and the graph they make. */
@NullMarked
module dev.cnnsummary.specs {
  requires static transitive org.jspecify;
  requires com.google.protobuf;
  requires org.snakeyaml.engine;
  requires tools.jackson.core;

  exports dev.cnnsummary.specs;
  exports dev.cnnsummary.specs.edit;
  exports dev.cnnsummary.specs.function;
  exports dev.cnnsummary.specs.graph;
  exports dev.cnnsummary.specs.onnx;
  exports dev.cnnsummary.specs.onnx.write;
  exports dev.cnnsummary.specs.op;
  exports dev.cnnsummary.specs.shape;
  exports dev.cnnsummary.specs.spec;
}
