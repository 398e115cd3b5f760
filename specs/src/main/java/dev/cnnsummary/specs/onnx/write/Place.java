package dev.cnnsummary.specs.onnx.write;

import dev.cnnsummary.specs.graph.Member;
import dev.cnnsummary.specs.graph.ModulePath;
import dev.cnnsummary.specs.graph.ScopeCall;
import dev.cnnsummary.specs.onnx.proto.StringStringEntryProto;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Where nodes stand among modules, as PyTorch's exporters tell it: in names such as {@code
 * /layer1/layer1.0/conv1/Conv}, and in lists of modules and their classes.
 *
 * @param prefix what names of nodes begin with
 * @param own the name of the module as it stands in the prefix
 * @param joins whether names of children repeat it, as in an nn.Sequential and in what is never
 *     called itself
 * @param modules the paths of the modules around and of the module, outermost first
 * @param classes their classes
 */
record Place(String prefix, String own, boolean joins, List<String> modules, List<String> classes) {
  private static final String SCOPES = "pkg.torch.onnx.name_scopes";
  private static final String CLASSES = "pkg.torch.onnx.class_hierarchy";

  /** That of the model. */
  static Place root(ScopeCall root) {
    return new Place("", "", false, List.of(""), List.of(root.type()));
  }

  /** That of a child. */
  Place child(Member child, String type, ScopeCall.Base base) {
    int again = child.call() - 1;
    String name = child.path().name() + (again > 0 ? "_" + again : "");
    String local = joins ? own + "." + name : name;
    boolean called = base == ScopeCall.Base.MODULE || base == ScopeCall.Base.SEQUENTIAL;
    return new Place(
        called ? prefix + "/" + local : prefix,
        local,
        base != ScopeCall.Base.MODULE,
        with(modules, child.path().text()),
        with(classes, type));
  }

  private static List<String> with(List<String> list, String last) {
    List<String> longer = new ArrayList<>(list);
    longer.add(last);
    return List.copyOf(longer);
  }

  /**
   * What a node's metadata says.
   *
   * @param path of the module or function that the node is of
   * @param type the node's operator
   */
  List<StringStringEntryProto> metadata(ModulePath path, String type) {
    return List.of(entry(SCOPES, with(modules, path.name())), entry(CLASSES, with(classes, type)));
  }

  private static StringStringEntryProto entry(String key, List<String> names) {
    String text = names.stream().map(name -> "'" + name + "'").collect(Collectors.joining(", "));
    return StringStringEntryProto.newBuilder().setKey(key).setValue("[" + text + "]").build();
  }
}
