package io.kinespark.spark.dataset;

import io.kinespark.preprocessing.manifest.VideoFile;
import io.kinespark.preprocessing.manifest.VideoRecord;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What tells videos apart, whichever folder their split has: the YouTube id where the file's name
 * has one, {@code <id>_<start>_<end>} or {@code v_<id>}, and otherwise the path without its
 * extension.
 */
final class VideoKey {
  private static final Pattern KINETICS = Pattern.compile("(.{11})_\\d{6}_\\d{6}");
  private static final Pattern ACTIVITYNET = Pattern.compile("v_(.{11})");

  private VideoKey() {}

  static String of(VideoRecord record) {
    String path = record.location().uri();
    int name = path.lastIndexOf('/') + 1;
    int dot = record.location() instanceof VideoFile ? path.lastIndexOf('.') : -1;
    String stem = dot <= name ? path : path.substring(0, dot);
    for (Pattern pattern : new Pattern[] {KINETICS, ACTIVITYNET}) {
      Matcher id = pattern.matcher(stem.substring(name));
      if (id.matches()) {
        return id.group(1);
      }
    }
    return stem;
  }
}
