package io.kinespark.spark.config;

import java.util.Optional;

/**
 * The section {@code kinespark.data}: where training data is.
 *
 * @param trainManifest manifest of the videos to train on
 * @param validationManifest manifest of the videos to validate on; none: no validation
 */
public record DataSettings(String trainManifest, Optional<String> validationManifest) {

  /** Reads the section, {@code root} being at {@code kinespark}. */
  public static DataSettings read(ConfigReader root) {
    ConfigReader data = root.section("data");
    return new DataSettings(
        data.location("train-manifest"), data.optionalLocation("validation-manifest"));
  }
}
