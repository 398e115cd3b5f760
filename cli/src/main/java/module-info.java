import org.jspecify.annotations.NullMarked;

/** The command line: shows what the other modules know. */
@NullMarked
module dev.cnnsummary.cli {
  requires dev.cnnsummary.analyzer;
  requires dev.cnnsummary.executor;
  requires dev.cnnsummary.specs;
  requires info.picocli;
  requires me.tongfei.progressbar;
  requires org.jline.reader;
  requires org.jline.terminal;
  requires java.desktop;
  requires java.xml;
  requires tools.jackson.core;
  requires tools.jackson.databind;
  requires static org.jspecify;
}
