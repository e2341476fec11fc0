package io.kinespark.spark.checkpoint;

import java.util.OptionalDouble;

/**
 * Where in a run a checkpoint was taken and what it may be resumed with.
 *
 * @param iterations iterations finished
 * @param epochs whole epochs finished
 * @param replicas replicas of the run
 * @param seed seed of the run
 * @param configHash SHA-256 of the resolved configuration
 * @param labelMapHash SHA-256 of the label map
 * @param top1 validation top-1 in [0, 1] where one was taken
 */
public record CheckpointInfo(
    int iterations,
    int epochs,
    int replicas,
    long seed,
    String configHash,
    String labelMapHash,
    OptionalDouble top1) {}
