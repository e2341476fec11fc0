package io.kinespark.spark.preprocess;

import io.kinespark.preprocessing.shard.ShardOptions;
import io.kinespark.preprocessing.video.DecodeOptions;
import java.io.Serializable;

/**
 * What a task has to know.
 *
 * @param folder the split's output
 * @param decode how videos are decoded
 * @param shard how they are packed
 * @param pack whether they are packed at all
 */
record PackingPlan(SplitFolder folder, DecodeOptions decode, ShardOptions shard, boolean pack)
    implements Serializable {}
