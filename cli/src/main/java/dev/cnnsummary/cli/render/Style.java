package dev.cnnsummary.cli.render;

import java.util.Locale;

/** How the text of a summary looks. */
public enum Style {
  /** The table of torchsummary. */
  TORCHSUMMARY,
  /** Modules within modules. */
  TREE,
  /** The table of torchinfo. */
  TORCHINFO,
  /** What Python's {@code print(model)} shows. */
  REPR,
  /** Each layer and the size of what it makes. */
  SHAPES,
  /** The table of lecture notes. */
  LECTURE;

  /**
   * The whole text.
   *
   * @param ascii whether a tree does without other characters
   */
  public String write(Content content, Screen screen, boolean ascii) {
    return switch (this) {
      case TORCHSUMMARY -> TorchsummaryStyle.write(content.analysis());
      case TORCHINFO -> TorchinfoStyle.write(content.analysis(), content.depth());
      case REPR -> ReprStyle.write(content.analysis());
      case SHAPES -> ShapesStyle.write(content.analysis(), content.depth());
      case LECTURE -> LectureStyle.table(content.analysis()).print(screen);
      case TREE -> TreeStyle.write(content, screen, ascii, null);
    };
  }

  /** Whether it can leave out what is deeper than some levels. */
  public boolean hasDepth() {
    return switch (this) {
      case TREE, TORCHINFO, SHAPES -> true;
      case TORCHSUMMARY, REPR, LECTURE -> false;
    };
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
