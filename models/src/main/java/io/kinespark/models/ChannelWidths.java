package io.kinespark.models;

import java.io.Serializable;
import java.util.List;

/**
 * The widths at which a slimmable network can run, as shares of its channels (SDCOM's channel
 * list). A layer of c channels has {@code n(c, w) = max(1, floor(c * w))} of them at width w; width
 * 0 means one channel everywhere.
 *
 * @param ratios ascending, from 0 on at the earliest; the last is 1, the whole network
 */
public record ChannelWidths(List<Double> ratios) implements Serializable {
  /** Copies the list and checks it. */
  public ChannelWidths {
    ratios = List.copyOf(ratios);
    Require.that(
        ratios.size() >= 2 && ratios.get(0) >= 0 && ratios.get(ratios.size() - 1) == 1,
        "widths %s must be two at least, from 0 or more up to 1".formatted(ratios));
    for (int i = 1; i < ratios.size(); i++) {
      Require.that(ratios.get(i - 1) < ratios.get(i), "widths %s must ascend".formatted(ratios));
    }
  }

  /** The published widths 0, 0.25, 0.5, 0.75 and 1. */
  public static ChannelWidths published() {
    return new ChannelWidths(List.of(0.0, 0.25, 0.5, 0.75, 1.0));
  }

  /** K, how many widths there are. */
  public int count() {
    return ratios.size();
  }

  /** The position of the whole network's width. */
  public int full() {
    return ratios.size() - 1;
  }

  /** The share of the channels at position {@code width}. */
  public double ratio(int width) {
    return ratios.get(width);
  }

  /** n(c, w): how many of {@code channels} are used at position {@code width}. */
  public int channels(long channels, int width) {
    return Math.max(1, (int) (channels * ratios.get(width)));
  }

  /**
   * The position of a width.
   *
   * @throws IllegalArgumentException if the network cannot run at that width
   */
  public int positionOf(double ratio) {
    int position = ratios.indexOf(ratio);
    Require.that(position >= 0, "width %s is unknown; use one of %s".formatted(ratio, ratios));
    return position;
  }
}
