package io.kinespark.spark.describe;

/**
 * What was published of a network's size.
 *
 * @param multiplyAccumulates for one clip, which papers often call FLOPs
 * @param parameters trainable values
 * @param side of the square frames in pixels that the number is for
 * @param text how the originals wrote it
 * @param note why this project counts differently; empty if it does not
 */
record PublishedSize(
    double multiplyAccumulates, double parameters, int side, String text, String note) {}
