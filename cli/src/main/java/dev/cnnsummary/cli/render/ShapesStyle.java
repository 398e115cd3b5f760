package dev.cnnsummary.cli.render;

import dev.cnnsummary.analyzer.Analysis;
import dev.cnnsummary.specs.graph.Member;
import dev.cnnsummary.specs.graph.Node;
import dev.cnnsummary.specs.graph.ScopeCall;
import dev.cnnsummary.specs.graph.Value;
import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.Shape;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The listing that people print in a loop over layers: each module's repr, then the size of what it
 * makes. With a depth, one line for each module of that level: {@code Sequential output shape:}.
 */
public final class ShapesStyle {
  private final Analysis analysis;
  private final ModuleRepr repr;
  private final @Nullable Integer depth;
  private final StringBuilder text = new StringBuilder();

  private ShapesStyle(Analysis analysis, @Nullable Integer depth) {
    this.analysis = analysis;
    this.repr = new ModuleRepr(analysis);
    this.depth = depth;
  }

  /**
   * The whole text.
   *
   * @param depth the level at which modules are shown as a whole; null shows those without children
   */
  public static String write(Analysis analysis, @Nullable Integer depth) {
    ShapesStyle style = new ShapesStyle(analysis, depth);
    style.members(analysis.graph().root(), 1);
    return style.text.toString();
  }

  private void members(ScopeCall scope, int level) {
    for (Member member : scope.members()) {
      if (member.call() == 0) {
        continue;
      }
      switch (member) {
        case Node node when node.form() == Node.Form.FUNCTION -> {}
        case Node node when depth == null ->
            text.append(repr.of(node))
                .append('\n')
                .append(size(node.outputs().getFirst()))
                .append('\n');
        case Node node -> line(node.type(), node.outputs().getFirst());
        case ScopeCall child -> {
          if (depth != null && level >= depth) {
            line(child.type(), child.outputs().getFirst());
          } else {
            members(child, level + 1);
          }
        }
      }
    }
  }

  private void line(String type, Value output) {
    text.append(type).append(" output shape:\t ").append(size(output)).append('\n');
  }

  /** A size of one sample, as a batch of one, where the batch is a symbol. */
  private String size(Value value) {
    Shape shape = analysis.type(value).shape().bind(analysis.inputs().sample());
    return shape.dims().stream()
        .map(Dim::toString)
        .collect(Collectors.joining(", ", "torch.Size([", "])"));
  }
}
