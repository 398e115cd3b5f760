package dev.cnnsummary.specs;

/**
 * A model that comes with the program.
 *
 * @param name what it is called on the command line
 * @param file the spec that it stands in, alone or as one of its presets
 * @param source where it comes from: {@code torchvision}, a paper or a lecture document
 */
public record ZooModel(String name, String file, String source) {
  /** The models of one file: its name without the ending. */
  public String family() {
    return file.substring(0, file.lastIndexOf('.'));
  }
}
