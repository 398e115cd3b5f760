package dev.cnnsummary.specs.onnx;

import dev.cnnsummary.specs.onnx.proto.NodeProto;
import dev.cnnsummary.specs.onnx.proto.StringStringEntryProto;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Recovers modules from the names of nodes. PyTorch's exporters leave them in one of two ways: as
 * names such as {@code /layer1/layer1.0/conv1/Conv}, or as lists in a node's metadata with the
 * classes beside them.
 */
final class Names {
  private static final String SCOPES = "pkg.torch.onnx.name_scopes";
  private static final String CLASSES = "pkg.torch.onnx.class_hierarchy";
  private static final Pattern QUOTED = Pattern.compile("'([^']*)'");
  private static final int DEEPEST = 64;

  private final Map<String, Folder> folders = new HashMap<>();
  private final Map<String, String> classes = new HashMap<>();
  private final List<List<String>> scopes = new ArrayList<>();
  private final List<NodeProto> nodes;

  /** What stands in a module. */
  private static final class Folder {
    private @Nullable String type;
    private boolean mixed;
    private boolean hasChildren;
    private boolean numbered = true;
  }

  Names(List<NodeProto> nodes) {
    this.nodes = nodes;
    for (NodeProto node : nodes) {
      List<String> path = path(node);
      scopes.add(path);
      note(path, node.getOpType());
    }
  }

  private void note(List<String> path, String type) {
    for (int depth = 0; depth < path.size(); depth++) {
      String parent = String.join(".", path.subList(0, depth));
      Folder folder = folders.computeIfAbsent(parent, _ -> new Folder());
      folder.hasChildren = true;
      folder.numbered &= path.get(depth).chars().allMatch(each -> each >= '0' && each <= '9');
    }
    Folder own = folders.computeIfAbsent(String.join(".", path), _ -> new Folder());
    own.mixed |= own.type != null && !own.type.equals(type);
    own.type = type;
  }

  /**
   * The class of a module, if the file tells; a module whose children are numbers is a list of
   * them.
   */
  @Nullable String type(String path) {
    String known = classes.get(path);
    if (known != null) {
      return known;
    }
    Folder folder = folders.get(path);
    boolean list = folder != null && folder.hasChildren && folder.numbered && folder.type == null;
    return list ? "Sequential" : null;
  }

  /** Where a node stands. */
  Place place(int node) {
    List<String> path = scopes.get(node);
    String own = nodes.get(node).getName();
    if (path.isEmpty()) {
      return new Place(
          List.of(), own.startsWith("/") ? null : plain(own), false, !own.startsWith("/"));
    }
    Folder folder = folders.get(String.join(".", path));
    boolean leaf = folder != null && !folder.hasChildren && !folder.mixed;
    return leaf
        ? new Place(path.subList(0, path.size() - 1), path.getLast(), true, false)
        : new Place(path, null, false, false);
  }

  private List<String> path(NodeProto node) {
    String listed = "";
    String types = "";
    for (StringStringEntryProto entry : node.getMetadataPropsList()) {
      if (entry.getKey().equals(SCOPES)) {
        listed = entry.getValue();
      } else if (entry.getKey().equals(CLASSES)) {
        types = entry.getValue();
      }
    }
    if (!listed.isEmpty()) {
      return listed(quoted(listed), quoted(types));
    }
    String name = node.getName();
    if (!name.startsWith("/")) {
      return List.of();
    }
    List<String> parts = parts(name, '/');
    return resolved(parts.subList(0, Math.max(0, parts.size() - 1)));
  }

  private static List<String> quoted(String list) {
    return QUOTED.matcher(list).results().map((MatchResult each) -> each.group(1)).toList();
  }

  /** Full paths, the model's own empty one first and the node's own name last. */
  private List<String> listed(List<String> names, List<String> types) {
    List<String> path = List.of();
    for (int i = 0; i + 1 < names.size(); i++) {
      String name = names.get(i);
      path = name.isEmpty() ? List.of() : parts(name, '.');
      if (types.size() == names.size()) {
        String type = types.get(i);
        classes.put(name, type.substring(type.lastIndexOf('.') + 1));
      }
    }
    return path.size() > DEEPEST ? List.of() : path;
  }

  private static List<String> parts(String text, char separator) {
    List<String> parts = new ArrayList<>();
    int start = 0;
    for (int end = 0; end <= text.length(); end++) {
      if (end == text.length() || text.charAt(end) == separator) {
        if (end > start) {
          parts.add(text.substring(start, end));
        }
        start = end + 1;
      }
    }
    return parts;
  }

  /** In a Sequential a name repeats the one before it: {@code layer1/layer1.0}. */
  private static List<String> resolved(List<String> parts) {
    List<String> path = new ArrayList<>();
    String before = null;
    for (String part : parts) {
      boolean repeats = before != null && part.startsWith(before + ".");
      String local = repeats && before != null ? part.substring(before.length() + 1) : part;
      parts(local, '.').forEach(name -> path.add(Texts.plain(name)));
      before = part;
    }
    return path.size() > DEEPEST ? List.of() : path;
  }

  /** A name without what separates modules; null for an empty one. */
  private static @Nullable String plain(String name) {
    String plain = Texts.plain(name).replace('.', '_').replace('/', '_');
    return plain.isEmpty() ? null : plain;
  }
}
