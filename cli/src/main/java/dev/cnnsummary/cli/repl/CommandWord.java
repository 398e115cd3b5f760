package dev.cnnsummary.cli.repl;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The commands of a session. */
enum CommandWord {
  LOAD("NAME|FILE", "Loads a model of the zoo or a file.", Argument.MODEL),
  INPUT("SHAPE", "Gives the model another input: 3x224x224, or 3xHxW with symbols.", Argument.NONE),
  NEXT("[COUNT]", "Goes on to the next layer and shows it; 'step' is the same.", Argument.NONE),
  STEP("[COUNT]", "Goes on to the next layer and shows it.", Argument.NONE),
  BACK("[COUNT]", "Goes back to the layer before and shows it.", Argument.NONE),
  GOTO("LAYER", "Goes to a layer, or to the first one of a module.", Argument.LAYER),
  PRINT("", "Prints the whole table, the current layer marked.", Argument.NONE),
  SHOW("[LAYER]", "Shows all that is known of a layer.", Argument.LAYER),
  EXPLAIN("[LAYER]", "Shows the arithmetic behind the numbers of a layer.", Argument.LAYER),
  WINDOW("[LAYER]", "Draws how a layer's kernel slides over its input.", Argument.LAYER),
  BROWSE("", "Walks through the layers with the arrow keys; q leaves.", Argument.NONE),
  RUN("", "Runs the model on numbers, layer by layer.", Argument.NONE),
  PEEK("[LAYER] [CHANNEL]", "Draws a feature map of the last run.", Argument.LAYER),
  STATS("", "Prints the sums: parameters, MACs, memory.", Argument.NONE),
  SET(
      "LAYER.OPTION VALUE | PARAMETER VALUE",
      "Sets an option of a layer (features.3.stride 2) or a parameter of the model (num_classes 10).",
      Argument.OPTION),
  INSERT(
      "after|before LAYER ENTRY",
      "Puts a layer in: insert after relu Dropout p=0.2; insert before fc norm: LayerNorm"
          + " normalized_shape=512.",
      Argument.PLACE),
  REMOVE("LAYER", "Takes a layer out; what took its output takes its input.", Argument.LAYER),
  REPLACE(
      "LAYER ENTRY",
      "Puts a layer in the place of another: replace relu GELU.",
      Argument.LAYER_AND_TYPE),
  UNDO("", "Takes the last change back.", Argument.NONE),
  REDO("", "Makes the last change again that was taken back.", Argument.NONE),
  DIFF("", "Compares the model with what was loaded.", Argument.NONE),
  COLUMNS(
      "[NAME,...]", "Chooses the columns of the tree; none for those that fit.", Argument.COLUMN),
  STYLE("NAME", "Chooses how 'print' looks: tree, torchsummary, repr ...", Argument.STYLE),
  SAVE("FILE", "Writes the model as a spec: .yaml, .yml or .json.", Argument.FILE),
  SOURCE("FILE", "Carries out the commands in a file.", Argument.FILE),
  HISTORY("", "Lists the commands so far.", Argument.NONE),
  HELP("[COMMAND]", "Lists the commands, or tells more of one.", Argument.COMMAND),
  QUIT("", "Leaves; so does Ctrl-D.", Argument.NONE);

  /** What is completed behind a command. */
  enum Argument {
    NONE,
    MODEL,
    LAYER,
    OPTION,
    PLACE,
    LAYER_AND_TYPE,
    COLUMN,
    STYLE,
    FILE,
    COMMAND
  }

  private final String usage;
  private final String help;
  private final Argument argument;

  CommandWord(String usage, String help, Argument argument) {
    this.usage = usage;
    this.help = help;
    this.argument = argument;
  }

  /** What stands behind it. */
  Argument argument() {
    return argument;
  }

  /** Whether anything stands behind it. */
  boolean takesMore() {
    return !usage.isEmpty();
  }

  /** How it is written: {@code goto LAYER}. */
  String usage() {
    return usage.isEmpty() ? word() : word() + " " + usage;
  }

  String help() {
    return help;
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The command of a word; null where there is none. */
  static @Nullable CommandWord of(String word) {
    for (CommandWord command : values()) {
      if (command.word().equals(word)) {
        return command;
      }
    }
    return null;
  }

  static List<String> words() {
    return java.util.Arrays.stream(values()).map(CommandWord::word).toList();
  }
}
