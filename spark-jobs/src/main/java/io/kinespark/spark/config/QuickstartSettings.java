package io.kinespark.spark.config;

import io.kinespark.settings.Interval;

/**
 * The section {@code kinespark.quickstart}: the generated videos and where everything goes.
 *
 * @param output folder of everything that the quickstart makes
 * @param trainVideosPerClass videos of each class to train on
 * @param validationVideosPerClass videos of each class to evaluate on
 * @param classPairs pairs of classes that differ only in the order of time, 1 to 4
 * @param frames frames of a video
 * @param width pixels, even
 * @param height pixels, even
 * @param seed seed of the videos
 */
public record QuickstartSettings(
    String output,
    int trainVideosPerClass,
    int validationVideosPerClass,
    int classPairs,
    int frames,
    int width,
    int height,
    long seed) {

  /** Reads the section, {@code root} being at {@code kinespark}. */
  public static QuickstartSettings read(ConfigReader root) {
    ConfigReader quickstart = root.section("quickstart");
    return new QuickstartSettings(
        quickstart.location("output"),
        quickstart.integer("train-videos-per-class", Interval.between(1, 10_000)),
        quickstart.integer("validation-videos-per-class", Interval.between(1, 10_000)),
        quickstart.integer("class-pairs", Interval.between(1, 4)),
        quickstart.integer("frames", Interval.between(8, 256)),
        even(quickstart, "width"),
        even(quickstart, "height"),
        quickstart.longInteger("seed", Interval.any()));
  }

  private static int even(ConfigReader quickstart, String key) {
    int pixels = quickstart.integer(key, Interval.between(32, 512));
    if (pixels % 2 != 0) {
      quickstart.problem(key, "must be even, as the video codecs ask");
    }
    return pixels;
  }
}
