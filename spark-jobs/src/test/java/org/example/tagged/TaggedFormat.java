package org.example.tagged;

import io.kinespark.preprocessing.annotation.AnnotationFormat;
import io.kinespark.preprocessing.annotation.FileParser;
import io.kinespark.preprocessing.annotation.Row;
import io.kinespark.preprocessing.annotation.RowException;
import io.kinespark.preprocessing.video.RejectReason;
import java.util.List;

/**
 * Lines such as {@code label=3 videos/a.mp4}.
 *
 * @param tag before the label
 */
record TaggedFormat(String tag) implements AnnotationFormat {
  @Override
  public boolean namesClasses() {
    return false;
  }

  @Override
  public FileParser parser(boolean labelled) {
    return FileParser.ofLines((line, split) -> read(line));
  }

  private Row read(String line) throws RowException {
    int blank = line.indexOf(' ');
    if (!line.startsWith(tag) || blank < 0) {
      throw new RowException(RejectReason.BAD_ROW, "it should be %sN and a path".formatted(tag));
    }
    return Row.of(line.substring(blank + 1), List.of(line.substring(tag.length(), blank)));
  }
}
