package io.kinespark.spark.bigdl;

import io.kinespark.spark.engine.IterationIndex;
import io.kinespark.spark.engine.StepRecord;
import io.kinespark.spark.engine.TrainingBatch;
import io.kinespark.spark.replica.Replica;
import org.apache.spark.util.CollectionAccumulator;

/**
 * What the module is given: the batch, the replica whose network is to see it, and where to record
 * the outcome. Never serialised: it is made in the task that uses it.
 *
 * @param replica the replica of this executor
 * @param batch its batch
 * @param iteration the iteration the task works for
 * @param dataWaitNanos how long the batch was waited for
 * @param records collects every replica's record on the driver
 */
record StepInput(
    Replica replica,
    TrainingBatch batch,
    IterationIndex iteration,
    long dataWaitNanos,
    CollectionAccumulator<StepRecord> records)
    implements OpaqueActivity {}
