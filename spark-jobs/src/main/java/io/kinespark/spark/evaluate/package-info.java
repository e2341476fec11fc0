/**
 * Distributed evaluation: every video of a manifest is scored exactly once, all its views (clips
 * times crops) are averaged into one score per class, and the driver measures, keeps and shows the
 * outcome.
 *
 * <p>{@link io.kinespark.spark.evaluate.VideoScorer} is what the evaluate job and the validation
 * between training epochs have in common. Which videos go through the network together follows from
 * their order in the manifest alone, so that scores do not depend on the number of executors.
 */
package io.kinespark.spark.evaluate;
