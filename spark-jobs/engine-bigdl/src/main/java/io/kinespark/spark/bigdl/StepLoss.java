package io.kinespark.spark.bigdl;

/**
 * What the module answers: the loss that the native step computed.
 *
 * @param value mean loss over the replica's clips
 */
record StepLoss(double value) implements OpaqueActivity {}
