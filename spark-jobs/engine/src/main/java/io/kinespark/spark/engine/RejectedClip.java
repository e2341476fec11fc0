package io.kinespark.spark.engine;

import java.io.Serializable;

/**
 * A clip of an epoch that another stands in for, because its video could not be read.
 *
 * @param sample index of the video in the training set
 * @param reason the video's name and why
 */
public record RejectedClip(int sample, String reason) implements Serializable {}
