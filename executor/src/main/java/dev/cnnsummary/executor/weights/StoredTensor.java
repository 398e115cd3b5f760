package dev.cnnsummary.executor.weights;

import dev.cnnsummary.executor.ExecutionException;
import dev.cnnsummary.executor.Geometry.Extent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * A tensor of a file.
 *
 * @param extent its type and extents
 * @param begin its first byte, counted from the end of the header
 * @param end the byte after its last
 */
record StoredTensor(String name, Extent extent, long begin, long end) {
  String subject(Path file) {
    return subject(file, name);
  }

  static String subject(Path file, String name) {
    return file + ": tensor " + Excerpt.of(name);
  }

  /**
   * Checks that tensors cover the bytes of a file without overlap or gap, as the format demands.
   */
  static void checkPlaces(Path file, Collection<StoredTensor> tensors, long size) {
    List<StoredTensor> inOrder = new ArrayList<>(tensors);
    inOrder.sort(
        Comparator.comparingLong(StoredTensor::begin).thenComparingLong(StoredTensor::end));
    long covered = 0;
    String before = "";
    for (StoredTensor tensor : inOrder) {
      if (tensor.end > size) {
        throw new ExecutionException(
            tensor.subject(file)
                + " ends at byte "
                + tensor.end
                + " of the data, which has "
                + size
                + ": the file is cut short or wrong");
      }
      if (tensor.begin < covered) {
        throw new ExecutionException(tensor.subject(file) + " overlaps " + Excerpt.of(before));
      }
      if (tensor.begin > covered) {
        throw new ExecutionException(
            file + ": bytes " + covered + " to " + tensor.begin + " of the data are no tensor's");
      }
      covered = tensor.end;
      before = tensor.name;
    }
    if (covered < size) {
      throw new ExecutionException(
          file + ": " + (size - covered) + " bytes after the last tensor are no tensor's");
    }
  }
}
