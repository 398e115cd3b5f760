package dev.cnnsummary.executor.kernels;

/** Copies a value from one layout to the other. */
record Relayout(Storage from, Storage to) implements Kernel {
  @Override
  public String algorithm() {
    return to.isBlocked() ? "block channels" : "unblock channels";
  }

  @Override
  public void run(Workers workers) {
    Storage blocked = to.isBlocked() ? to : from;
    int planes = blocked.batch() * blocked.blocks();
    workers.run(
        planes,
        plane -> {
          if (to.isBlocked()) {
            blockPlane(from.floats(), from.offset(), to, plane);
          } else {
            unblockPlane(from, plane, to.floats(), to.offset());
          }
        });
  }

  /** Copies the channels of one block to where they stand in row-major order. */
  static void unblockPlane(Storage blocked, int plane, float[] plain, int start) {
    int lanes = blocked.lanes();
    int pixels = blocked.pixels();
    int first = plane % blocked.blocks() * lanes;
    int count = Math.min(lanes, blocked.channels() - first);
    int target = start + (plane / blocked.blocks() * blocked.channels() + first) * pixels;
    int source = blocked.offset() + plane * pixels * lanes;
    float[] floats = blocked.floats();
    for (int lane = 0; lane < count; lane++) {
      int to = target + lane * pixels;
      int from = source + lane;
      for (int pixel = 0; pixel < pixels; pixel++) {
        plain[to + pixel] = floats[from + pixel * lanes];
      }
    }
  }

  private static void blockPlane(float[] plain, int start, Storage blocked, int plane) {
    int lanes = blocked.lanes();
    int pixels = blocked.pixels();
    int first = plane % blocked.blocks() * lanes;
    int count = Math.min(lanes, blocked.channels() - first);
    int source = start + (plane / blocked.blocks() * blocked.channels() + first) * pixels;
    int target = blocked.offset() + plane * pixels * lanes;
    float[] floats = blocked.floats();
    for (int lane = 0; lane < lanes; lane++) {
      for (int pixel = 0; pixel < pixels; pixel++) {
        floats[target + pixel * lanes + lane] =
            lane < count ? plain[source + lane * pixels + pixel] : 0;
      }
    }
  }
}
