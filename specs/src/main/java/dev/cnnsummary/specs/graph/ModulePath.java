package dev.cnnsummary.specs.graph;

/**
 * Where a module or function stands: PyTorch's dotted path, such as {@code layer1.0.conv1}. The
 * root's is empty.
 *
 * @param text the path
 */
public record ModulePath(String text) {
  /** The model itself. */
  public static final ModulePath ROOT = new ModulePath("");

  /** The path of a child. */
  public ModulePath child(String name) {
    return new ModulePath(text.isEmpty() ? name : text + "." + name);
  }

  /** The path of what it stands in; the root's is the root. */
  public ModulePath parent() {
    return new ModulePath(text.substring(0, Math.max(0, text.lastIndexOf('.'))));
  }

  /** The last part; empty for the root. */
  public String name() {
    return text.substring(text.lastIndexOf('.') + 1);
  }

  /** Whether this is the model itself. */
  public boolean isRoot() {
    return text.isEmpty();
  }

  /** Whether it is a module, or stands somewhere in it. */
  public boolean isWithin(ModulePath module) {
    return module.isRoot()
        || text.equals(module.text)
        || (text.startsWith(module.text) && text.charAt(module.text.length()) == '.');
  }

  @Override
  public String toString() {
    return text;
  }
}
