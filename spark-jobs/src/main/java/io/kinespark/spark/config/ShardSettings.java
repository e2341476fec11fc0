package io.kinespark.spark.config;

import io.kinespark.preprocessing.shard.ShardOptions;

/** Reads the section {@code kinespark.shard}. */
public final class ShardSettings {
  private ShardSettings() {}

  /** How videos are packed, {@code root} being at {@code kinespark}. */
  public static ShardOptions read(ConfigReader root) {
    ConfigReader shard = root.section("shard");
    return new ShardOptions(
        shard.bytes("max-bytes", Interval.between(1L << 10, 64L << 30)),
        shard.choice("format", ShardOptions.Format.class),
        shard.integer("short-side", Interval.between(0, 4320)),
        shard.integer("jpeg-quality", Interval.between(1, 100)));
  }
}
