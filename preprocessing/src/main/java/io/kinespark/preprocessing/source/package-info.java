/**
 * Frames of a sample by index, wherever they lie: in a video file, in a folder of images, in a
 * packed video file or as packed JPEG frames.
 */
package io.kinespark.preprocessing.source;
