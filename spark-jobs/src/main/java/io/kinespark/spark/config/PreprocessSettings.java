package io.kinespark.spark.config;

import io.kinespark.preprocessing.manifest.Split;
import io.kinespark.settings.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The section {@code kinespark.preprocess}: what the job does with the data set.
 *
 * @param output folder that everything is written to
 * @param splits splits to preprocess; empty: all with an annotation file
 * @param pack whether videos are packed into shards
 * @param videosPerTask videos that one task packs
 * @param maxRejectShare share of a split's rows that may be rejected, 0 to 1
 * @param redoRejected whether tasks that rejected a video are done again
 * @param overwrite whether output of other settings is deleted and made anew
 */
public record PreprocessSettings(
    String output,
    List<Split> splits,
    boolean pack,
    int videosPerTask,
    double maxRejectShare,
    boolean redoRejected,
    boolean overwrite) {

  /** Keeps a copy of the splits. */
  public PreprocessSettings {
    splits = List.copyOf(splits);
  }

  /** Reads the section, {@code root} being at {@code kinespark}. */
  public static PreprocessSettings read(ConfigReader root) {
    ConfigReader preprocess = root.section("preprocess");
    return new PreprocessSettings(
        preprocess.location("output"),
        splits(preprocess),
        preprocess.flag("pack"),
        preprocess.integer("videos-per-task", Interval.atLeast(1)),
        preprocess.number("max-reject-share", Interval.between(0, 1)),
        preprocess.flag("redo-rejected"),
        preprocess.flag("overwrite"));
  }

  private static List<Split> splits(ConfigReader preprocess) {
    List<Split> splits = new ArrayList<>();
    for (String name : preprocess.texts("splits")) {
      Optional<Split> split =
          Stream.of(Split.values()).filter(s -> ConfigReader.nameOf(s).equals(name)).findFirst();
      if (split.isEmpty()) {
        preprocess.problem("splits", "'" + name + "' is none of train, validation, test");
      } else if (splits.contains(split.get())) {
        preprocess.problem("splits", "names '" + name + "' twice");
      }
      split.ifPresent(splits::add);
    }
    return splits;
  }
}
