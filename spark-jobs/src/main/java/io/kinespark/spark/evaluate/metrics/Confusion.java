package io.kinespark.spark.evaluate.metrics;

/**
 * One cell of a confusion matrix.
 *
 * @param truth index of the class the videos show
 * @param predicted index of the class they were taken for
 * @param count number of videos
 */
public record Confusion(int truth, int predicted, long count) {}
