/**
 * The bridge between BigDL, Spark and libtorch; the only package that names a BigDL or Scala class.
 *
 * <p>BigDL's {@code DistriOptimizer} owns the iteration: it fetches the weights, calls the module,
 * publishes the gradients, aggregates one slice a replica and applies the optimizer to it. The
 * network itself is a {@link io.kinespark.models.training.TrainableNetwork} that lives on the
 * executor in a {@link io.kinespark.spark.replica.Replica}, an element of a cached RDD with one
 * partition a replica, next to the loader that decodes its batches. A batch carries its replica
 * with it, so that the module finds its network without any static state.
 *
 * <p>Which iteration a task works for is decided on the driver and travels with the task ({@link
 * io.kinespark.spark.bigdl.IterationClock}): batches and learning rates are pure functions of it.
 * Between iterations the driver can read weights, velocities and buffers, which is where
 * checkpoints come from; BigDL's own checkpoint files and retries are not used.
 */
package io.kinespark.spark.bigdl;
