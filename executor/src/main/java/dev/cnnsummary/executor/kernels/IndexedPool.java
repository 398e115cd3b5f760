package dev.cnnsummary.executor.kernels;

/** Maxima and their places in the channel's row-major order. */
final class IndexedPool implements Kernel {
  private final Storage input;
  private final Storage output;
  private final Storage places;
  private final Spans[] spans;
  private final int[] extents;
  private final int[] results;

  IndexedPool(Site site, Spans[] spans) {
    this.spans = spans;
    input = site.plain(0);
    output = site.plainOutput(0);
    places = site.plainOutput(1);
    extents = Sliding.spatial(input);
    results = Sliding.spatial(output);
  }

  @Override
  public String algorithm() {
    return "window with places";
  }

  @Override
  public void run(Workers workers) {
    workers.run(input.batch() * input.channels(), this::runChannel);
  }

  private void runChannel(int channel) {
    int target = channel * output.pixels();
    for (int d = 0; d < results[0]; d++) {
      for (int h = 0; h < results[1]; h++) {
        for (int w = 0; w < results[2]; w++, target++) {
          int place = greatest(channel, d, h, w);
          output.floats()[output.offset() + target] =
              input.floats()[input.offset() + channel * input.pixels() + place];
          places.integers()[target] = place;
        }
      }
    }
  }

  private int greatest(int channel, int d, int h, int w) {
    int start = input.offset() + channel * input.pixels();
    int best = -1;
    float most = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < spans[0].count(d); i++) {
      for (int j = 0; j < spans[1].count(h); j++) {
        for (int k = 0; k < spans[2].count(w); k++) {
          int place =
              ((spans[0].first(d) + i * spans[0].step()) * extents[1]
                          + spans[1].first(h)
                          + j * spans[1].step())
                      * extents[2]
                  + spans[2].first(w)
                  + k * spans[2].step();
          float value = input.floats()[start + place];
          if (best < 0 || value > most || Float.isNaN(value)) {
            most = value;
            best = place;
          }
        }
      }
    }
    return best;
  }
}
