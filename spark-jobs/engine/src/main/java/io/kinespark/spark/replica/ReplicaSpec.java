package io.kinespark.spark.replica;

import io.kinespark.models.NetworkSpec;
import io.kinespark.spark.engine.BatchSourceFactory;
import io.kinespark.spark.engine.IterationIndex;
import io.kinespark.spark.engine.ReplicaBuffers;
import java.io.Serializable;

/**
 * All that an executor needs to build a replica.
 *
 * @param network the network to build
 * @param threads libtorch's intra-op threads
 * @param batches where batches come from
 * @param first the first iteration of this run or resumption
 * @param buffers batch-norm statistics to begin with
 * @param resumesAverage whether a running average of the network will be loaded before the first
 *     iteration
 */
public record ReplicaSpec(
    NetworkSpec network,
    int threads,
    BatchSourceFactory batches,
    IterationIndex first,
    ReplicaBuffers buffers,
    boolean resumesAverage)
    implements Serializable {}
