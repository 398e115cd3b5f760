package dev.cnnsummary.cli;

import dev.cnnsummary.cli.render.ContainerPage;
import dev.cnnsummary.cli.render.TypePage;
import dev.cnnsummary.specs.spec.ContainerType;
import dev.cnnsummary.specs.spec.LayerTypes;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** What documents say of the commands, made of what the commands say of themselves. */
final class Manual {
  private static final String NAME = "cnnsummary";
  private static final int WIDTH = 80;

  private Manual() {}

  /**
   * Prints a document.
   *
   * @param arguments which: {@code commands} or {@code types} for Markdown, {@code page} for a
   *     manual page, {@code completion} for a script of bash and zsh
   */
  public static void main(String[] arguments) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    switch (arguments[0]) {
      case "commands" -> out.print(commands());
      case "types" -> out.print(types());
      case "page" -> out.print(page());
      case "completion" -> out.print(AutoComplete.bash(NAME, Main.commandLine()));
      default -> throw new IllegalArgumentException(arguments[0]);
    }
  }

  /** The reference of commands, in Markdown. */
  static String commands() {
    StringBuilder text = new StringBuilder();
    text.append(
        """
        # The commands

        What `--help` shows of each command. This page is printed by the program itself.
        """);
    for (CommandLine command : all()) {
      command.setUsageHelpWidth(WIDTH);
      text.append("\n## ")
          .append(command.getCommandSpec().qualifiedName())
          .append("\n\n```text\n")
          .append(command.getUsageMessage(Ansi.OFF).replace(System.lineSeparator(), "\n").strip())
          .append("\n```\n");
    }
    return text.toString();
  }

  /** The reference of the types that a spec can name, in Markdown. */
  static String types() {
    StringBuilder text = new StringBuilder();
    text.append(
        """
        # The types of layers

        What `cnnsummary types TYPE` shows of each type that a spec can name: its options, operands, weights and costs.
        This page is printed by the program itself, from the definitions that read specs.
        """);
    for (LayerTypes.Family family : LayerTypes.families()) {
      text.append("\n## ").append(family.title()).append('\n');
      family.types().forEach(type -> text.append("\n#").append(new TypePage(type).markdown()));
    }
    text.append("\n## Containers\n");
    ContainerType.all()
        .forEach(type -> text.append("\n#").append(new ContainerPage(type).markdown()));
    return text.toString();
  }

  /** The program's command and those below it. */
  private static List<CommandLine> all() {
    CommandLine program = Main.commandLine();
    List<CommandLine> commands = new ArrayList<>();
    commands.add(program);
    commands.addAll(program.getSubcommands().values());
    return commands;
  }

  /** The manual page, in the macros of man. */
  static String page() {
    CommandSpec program = Main.commandLine().getCommandSpec();
    StringBuilder text = new StringBuilder();
    text.append(".TH CNNSUMMARY 1\n.SH NAME\n")
        .append("cnnsummary \\- tells what a neural network is before it runs\n.SH SYNOPSIS\n")
        .append(".B cnnsummary\nMODEL [OPTION]...\n.br\n.B cnnsummary\nCOMMAND [ARGUMENT]...\n")
        .append(".SH DESCRIPTION\n");
    description(text, program);
    text.append(".SH OPTIONS\n");
    arguments(text, program);
    text.append(".SH COMMANDS\n");
    for (CommandLine command : program.subcommands().values()) {
      text.append(".SS ").append(roff(command.getCommandSpec().qualifiedName())).append('\n');
      description(text, command.getCommandSpec());
      arguments(text, command.getCommandSpec());
    }
    text.append(".SH EXAMPLES\n.nf\n");
    for (String line : program.usageMessage().footer()) {
      text.append(roff(line)).append('\n');
    }
    return text.append(".fi\n").toString();
  }

  private static void description(StringBuilder text, CommandSpec command) {
    for (String line : command.usageMessage().description()) {
      if (!line.isEmpty()) {
        text.append(roff(line)).append('\n');
      }
    }
  }

  private static void arguments(StringBuilder text, CommandSpec command) {
    for (PositionalParamSpec parameter : command.positionalParameters()) {
      argument(text, parameter.paramLabel(), parameter);
    }
    for (OptionSpec option : command.options()) {
      String names = String.join(", ", option.names());
      argument(text, option.arity().max() == 0 ? names : names + " " + option.paramLabel(), option);
    }
  }

  private static void argument(StringBuilder text, String heading, ArgSpec argument) {
    text.append(".TP\n.B ").append(roff(heading)).append('\n');
    for (String line : argument.description()) {
      text.append(roff(line)).append('\n');
    }
  }

  /** Text in which nothing is taken for a macro or an escape. */
  private static String roff(String text) {
    String escaped = text.replace("%%", "%").replace("\\", "\\e").replace("-", "\\-");
    return escaped.startsWith(".") || escaped.startsWith("'") ? "\\&" + escaped : escaped;
  }
}
