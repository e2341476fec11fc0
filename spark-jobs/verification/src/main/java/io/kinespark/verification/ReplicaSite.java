package io.kinespark.verification;

import io.kinespark.spark.engine.DataParallelEngine;

/**
 * Where replicas train.
 *
 * @param engine trains
 * @param threads libtorch's threads of a replica
 */
record ReplicaSite(DataParallelEngine engine, int threads) {}
