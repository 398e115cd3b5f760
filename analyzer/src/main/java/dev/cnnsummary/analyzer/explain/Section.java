package dev.cnnsummary.analyzer.explain;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What explains one property of a layer.
 *
 * @param topic which property
 * @param law the arithmetic in letters; null where it has no usual ones
 * @param derivations how its numbers come about; none where notes say all
 * @param notes sentences
 */
public record Section(
    Topic topic, @Nullable Formula law, List<Derivation> derivations, List<String> notes) {
  /** Copies the lists. */
  public Section {
    derivations = List.copyOf(derivations);
    notes = List.copyOf(notes);
  }

  /** The properties that are explained. */
  public enum Topic {
    /** The extents of what a layer makes. */
    OUTPUT("Output"),
    /** The regions that adaptive pooling divides an axis into. */
    BINS("Bins"),
    /** The elements of parameters. */
    PARAMETERS("Parameters"),
    /** The elements of buffers. */
    BUFFERS("Buffers"),
    /** Multiply-accumulates. */
    MACS("MACs"),
    /** Floating-point operations. */
    FLOPS("FLOPs"),
    /** What an output element can depend on. */
    RECEPTIVE_FIELD("Receptive field"),
    /** Bytes. */
    MEMORY("Memory"),
    /** What must hold of symbols. */
    CONDITIONS("Valid where");

    private final String title;

    Topic(String title) {
      this.title = title;
    }

    /** As a heading. */
    public String title() {
      return title;
    }

    /** As a key: {@code receptive_field}. */
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
