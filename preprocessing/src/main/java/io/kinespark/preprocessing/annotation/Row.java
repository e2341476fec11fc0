package io.kinespark.preprocessing.annotation;

import io.kinespark.preprocessing.manifest.Segment;
import java.util.List;

/**
 * The fields of one row.
 *
 * @param id what the file calls the video; its path where it has no other name
 * @param path the path as listed, or as it follows from the id
 * @param inClassFolder whether the path leaves out the folder of the class
 * @param labels the labels as written
 * @param segment the stretch of the video
 * @param frames frames that are listed, 0 if they are not
 */
public record Row(
    String id,
    String path,
    boolean inClassFolder,
    List<String> labels,
    Segment segment,
    int frames) {

  /** A row of which nothing but the path and labels is known. */
  public static Row of(String path, List<String> labels) {
    return of(path, labels, Segment.WHOLE);
  }

  /** A row of a stretch of a video. */
  public static Row of(String path, List<String> labels, Segment segment) {
    return new Row(path, path, false, labels, segment, 0);
  }

  /** The id of the sample: that of the video, with the stretch that is used of it. */
  String sampleId() {
    return sampleOf(id);
  }

  /** A video with the stretch that is used of it. */
  String sampleOf(String video) {
    return segment.isWhole() ? video : video + "#" + segment;
  }
}
