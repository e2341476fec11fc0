package io.kinespark.spark.config;

import io.kinespark.preprocessing.video.DamagePolicy;
import io.kinespark.preprocessing.video.DecodeOptions;
import io.kinespark.preprocessing.video.Presentation;
import io.kinespark.settings.Interval;
import java.time.Duration;

/** Reads the section {@code kinespark.decode}. */
public final class DecodeSettings {
  private static final Duration SHORTEST = Duration.ofMillis(1);

  /** What happens to damaged videos. */
  private enum Policy {
    REJECT,
    KEEP
  }

  private DecodeSettings() {}

  /** How videos are decoded, {@code root} being at {@code kinespark}. */
  public static DecodeOptions read(ConfigReader root) {
    ConfigReader decode = root.section("decode");
    ConfigReader damage = decode.section("damage");
    int minFrames = damage.integer("min-frames", Interval.atLeast(1));
    DamagePolicy policy =
        switch (damage.choice("policy", Policy.class)) {
          case REJECT -> DamagePolicy.reject();
          case KEEP -> DamagePolicy.keepIfAtLeast(minFrames);
        };
    return new DecodeOptions(
        decode.integer("threads", Interval.between(1, 64)),
        decode.longInteger("max-pixels", Interval.atLeast(1)),
        decode.integer("max-frames", Interval.atLeast(1)),
        decode.duration("max-duration", SHORTEST),
        decode.duration("deadline", SHORTEST),
        decode.number("truncation", Interval.between(0, 1)),
        policy,
        new Presentation(decode.flag("rotate"), decode.flag("square-pixels")),
        decode.integer("max-unanswered", Interval.atLeast(1)));
  }
}
