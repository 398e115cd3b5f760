package dev.cnnsummary.cli.repl;

import dev.cnnsummary.specs.edit.Edit;

/** Reads the changes of a model that a person types. */
final class EditLine {
  private EditLine() {}

  /** The design with the change that a line asks for. */
  static Design of(Design design, CommandWord command, String rest) {
    String[] words = rest.split("\\s+", 2);
    if (words[0].isEmpty() || (command != CommandWord.REMOVE && words.length < 2)) {
      throw Refusal.usage(command);
    }
    return switch (command) {
      case SET -> set(design, words[0], words[1]);
      case REMOVE -> {
        if (words.length > 1) {
          throw Refusal.usage(command);
        }
        yield design.with(new Edit.Remove(Edit.Place.of(words[0])));
      }
      case REPLACE -> design.with(new Edit.Replace(Edit.Place.of(words[0]), words[1]));
      case INSERT -> insert(design, words[0], words[1].split("\\s+", 2));
      default -> throw new IllegalArgumentException(command.word());
    };
  }

  /** {@code features.3.stride 2} is of a layer, {@code num_classes 10} of the model. */
  private static Design set(Design design, String name, String value) {
    int dot = name.lastIndexOf('.');
    if (dot > 0) {
      return design.with(new Edit.Set(name.substring(0, dot), name.substring(dot + 1), value));
    }
    return design.with(name, value);
  }

  private static Design insert(Design design, String side, String[] place) {
    if (place.length < 2 || !(side.equals("after") || side.equals("before"))) {
      throw Refusal.usage(CommandWord.INSERT);
    }
    return design.with(new Edit.Insert(Edit.Place.of(place[0]), side.equals("after"), place[1]));
  }
}
