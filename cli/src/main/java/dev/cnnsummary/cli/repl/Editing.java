package dev.cnnsummary.cli.repl;

import dev.cnnsummary.analyzer.diff.Comparison;
import dev.cnnsummary.analyzer.diff.Portrait;
import dev.cnnsummary.cli.render.DiffText;
import java.io.PrintWriter;
import java.util.Arrays;

/** Changes a model, and shows what that has changed. */
final class Editing {
  private final Stand stand;
  private final PrintWriter out;

  Editing(Stand stand, PrintWriter out) {
    this.stand = stand;
    this.out = out;
  }

  /** Gives the model other inputs. */
  void input(String rest) {
    change(stand.design().withInputs(Arrays.asList(rest.split("\\s+"))));
  }

  void edit(CommandWord command, String rest) {
    change(EditLine.of(stand.design(), command, rest));
  }

  private void change(Design next) {
    Design before = stand.add(next);
    if (!before.isSpec() && next.isSpec()) {
      out.println(becameSpec(before));
    }
    show(before);
  }

  /** A file has layers that a spec of it has not, and others have another place in it. */
  private static String becameSpec(Design file) {
    int all = file.graph().nodes().size();
    int kept = file.editable().graph().nodes().size();
    return "edited as a spec"
        + (kept == all
            ? ""
            : ": " + kept + " layers of " + all + ", as the others only compute sizes");
  }

  void undo() {
    show(stand.undo());
  }

  void redo() {
    show(stand.redo());
  }

  /** Compares with what was loaded. */
  void diff() {
    show(stand.first());
  }

  /** Shows what is different now; where one of the two is a spec, so is the other. */
  private void show(Design before) {
    Design now = stand.design();
    boolean alike = before.isSpec() == now.isSpec();
    out.print(
        DiffText.of(
            Comparison.of(
                portrait(alike ? before : before.inWords()), portrait(alike ? now : now.inWords())),
            false));
  }

  private static Portrait portrait(Design design) {
    return Portrait.of(design.analysis());
  }

  void save(String file) {
    SpecFiles.save(stand.design().editable().graph(), file, out);
  }
}
