package io.kinespark.spark.report;

/**
 * The score a video got for one class.
 *
 * @param classIndex index of the class
 * @param score averaged over the video's views: a probability or a logit, as the protocol says
 */
public record ClassScore(int classIndex, double score) {}
