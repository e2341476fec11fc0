package io.kinespark.spark.quickstart;

import io.kinespark.spark.evaluate.metrics.EvaluationMetrics;
import java.nio.file.Path;
import java.time.Duration;

/**
 * How one network did.
 *
 * @param contestant the network
 * @param parameters how many it has
 * @param metrics on the videos that it was not trained on
 * @param training wall-clock time of its epochs, those of interrupted runs included
 * @param report the report's file
 */
record QuickstartResult(
    Contestant contestant,
    int parameters,
    EvaluationMetrics metrics,
    Duration training,
    Path report) {}
