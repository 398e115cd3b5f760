package dev.cnnsummary.specs.onnx;

import dev.cnnsummary.specs.onnx.proto.NodeProto;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The nodes of a file with their places, and who takes what of whom. */
final class Skeleton {
  private final List<NodeProto> nodes;
  private final Names names;
  private final List<Place> places;
  private final Map<String, Integer> lastTaker = new HashMap<>();

  Skeleton(List<NodeProto> nodes, Set<String> outputs) {
    this.nodes = nodes;
    this.names = new Names(nodes);
    this.places = IntStream.range(0, nodes.size()).mapToObj(names::place).toList();
    for (int i = 0; i < nodes.size(); i++) {
      for (String input : nodes.get(i).getInputList()) {
        lastTaker.put(input, i);
      }
    }
    outputs.forEach(output -> lastTaker.put(output, nodes.size()));
  }

  int size() {
    return nodes.size();
  }

  NodeProto node(int index) {
    return nodes.get(index);
  }

  Place place(int index) {
    return places.get(index);
  }

  /** The class of the model where the file tells it. */
  String rootType(String otherwise) {
    String type = names.type("");
    return type == null || type.equals("Sequential") ? otherwise : type;
  }

  @Nullable String type(String path) {
    return names.type(path);
  }

  /** The node after the last of those from one on that stand in the same module at a depth. */
  int end(int from, int depth) {
    List<String> path = places.get(from).scopes().subList(0, depth + 1);
    int end = from + 1;
    while (end < nodes.size()) {
      List<String> other = places.get(end).scopes();
      if (other.size() <= depth || !other.subList(0, depth + 1).equals(path)) {
        break;
      }
      end++;
    }
    return end;
  }

  /** What a run of nodes takes of others. */
  List<String> taken(int from, int to) {
    Set<String> made = made(from, to);
    Set<String> taken = new LinkedHashSet<>();
    for (int i = from; i < to; i++) {
      for (String input : nodes.get(i).getInputList()) {
        if (!input.isEmpty() && !made.contains(input)) {
          taken.add(input);
        }
      }
    }
    return List.copyOf(taken);
  }

  /** What a run of nodes makes that later ones take, or the model hands back. */
  List<String> handedOn(int from, int to) {
    return made(from, to).stream().filter(name -> lastTaker.getOrDefault(name, -1) >= to).toList();
  }

  private Set<String> made(int from, int to) {
    Set<String> made = new LinkedHashSet<>();
    for (int i = from; i < to; i++) {
      made.addAll(nodes.get(i).getOutputList());
    }
    made.remove("");
    return made;
  }
}
