package dev.cnnsummary.specs.edit;

/** A change of a network. */
public sealed interface Edit {
  /**
   * Which calls a change is about.
   *
   * @param path the path of a module or function
   * @param call which call of it, from 1; 0 for all
   */
  record Place(String path, int call) {
    /** Reads {@code layer1.0.relu}, or {@code layer1.0.relu:2} for its second call. */
    public static Place of(String text) {
      int colon = text.lastIndexOf(':');
      return colon > 0 && text.substring(colon + 1).matches("[1-9][0-9]{0,8}")
          ? new Place(text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)))
          : new Place(text, 0);
    }

    @Override
    public String toString() {
      return call == 0 ? path : path + ":" + call;
    }
  }

  /**
   * Puts a layer in. It takes what the place makes, and all that took this takes what it makes; or,
   * before the place, it takes the place's first input and hands on to the place alone.
   *
   * @param after whether behind the place, not before it
   * @param entry an entry of a list of layers; see {@link Entry}
   */
  record Insert(Place place, boolean after, String entry) implements Edit {}

  /** Takes a layer out: what took its output takes its first input. */
  record Remove(Place place) implements Edit {}

  /**
   * Puts a layer in the place of another, with the same inputs.
   *
   * @param entry an entry of a list of layers; see {@link Entry}
   */
  record Replace(Place place, String entry) implements Edit {}

  /**
   * Sets an option of a layer, at all its calls.
   *
   * @param path the path of a module without children or of a function
   * @param option PyTorch's name of the option
   * @param value as a spec would give it; {@code default} for what it is when it is left out
   */
  record Set(String path, String option, String value) implements Edit {}
}
