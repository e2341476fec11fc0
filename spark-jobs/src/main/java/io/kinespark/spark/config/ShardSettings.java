package io.kinespark.spark.config;

import io.kinespark.preprocessing.shard.Reduction;
import io.kinespark.preprocessing.shard.ShardOptions;
import io.kinespark.preprocessing.shard.Storage;
import io.kinespark.preprocessing.video.EncodeOptions.Codec;
import io.kinespark.settings.Interval;

/** Reads the section {@code kinespark.shard}. */
public final class ShardSettings {

  /** What is stored of a video. */
  private enum Format {
    JPEG,
    VIDEO,
    ORIGINAL
  }

  private ShardSettings() {}

  /** How videos are packed, {@code root} being at {@code kinespark}. */
  public static ShardOptions read(ConfigReader root) {
    ConfigReader shard = root.section("shard");
    Reduction reduction =
        new Reduction(
            shard.integer("short-side", Interval.between(0, 4320)),
            shard.number("fps", Interval.between(0, 1000)));
    Storage jpeg =
        new Storage.Jpeg(reduction, shard.integer("jpeg-quality", Interval.between(1, 100)));
    Storage video = video(shard, reduction);
    return new ShardOptions(
        shard.bytes("max-bytes", Interval.between(1L << 10, 64L << 30)),
        switch (shard.choice("format", Format.class)) {
          case JPEG -> jpeg;
          case VIDEO -> video;
          case ORIGINAL -> new Storage.Original();
        });
  }

  private static Storage video(ConfigReader shard, Reduction reduction) {
    ConfigReader video = shard.section("video");
    Codec codec = video.choice("codec", Codec.class);
    return new Storage.Encoded(
        reduction,
        codec,
        video.integer("key-frame-every", Interval.between(1, 1000)),
        video.integer("quantiser", Interval.between(1, codec.coarsest())));
  }
}
