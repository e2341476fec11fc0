package io.kinespark.preprocessing.annotation;

import io.kinespark.preprocessing.manifest.Segment;
import java.util.List;

/**
 * The fields of one row.
 *
 * @param path the path as listed
 * @param labels the labels as written
 * @param segment the stretch of the video
 */
record Row(String path, List<String> labels, Segment segment) {}
