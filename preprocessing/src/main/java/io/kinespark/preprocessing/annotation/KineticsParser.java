package io.kinespark.preprocessing.annotation;

import io.kinespark.preprocessing.manifest.Segment;
import io.kinespark.preprocessing.manifest.Split;
import io.kinespark.preprocessing.video.RejectReason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** The official CSV files of Kinetics. */
final class KineticsParser implements FileParser {

  static final String LABEL = "label";
  private static final String ID = "youtube_id";
  private static final String START = "time_start";
  private static final String END = "time_end";
  private static final String SPLIT = "split";

  @Override
  public void parse(FileSystem files, Path file, Split split, RowSink sink) throws IOException {
    CsvTable table = CsvTable.read(files, file, ',');
    List<String> needed = new ArrayList<>(List.of(ID, START, END));
    boolean labelled = table.has(LABEL) || split != Split.TEST;
    if (labelled) {
      needed.add(LABEL);
    }
    table.require(needed);
    boolean named = table.has(SPLIT);
    table.forEach(
        sink,
        fields -> {
          if (named) {
            checkSplit(fields.apply(SPLIT), split);
          }
          return row(fields, labelled);
        });
  }

  /**
   * Files of some copies say {@code val}, of others {@code validate} or {@code Validation}: the
   * beginning counts, in any case.
   */
  private static void checkSplit(String written, Split split) throws RowException {
    String name = written.toLowerCase(Locale.ROOT);
    boolean same =
        switch (split) {
          case TRAIN -> name.startsWith("train");
          case VALIDATION -> name.startsWith("val");
          case TEST -> name.startsWith("test");
        };
    if (!same && !written.isEmpty()) {
      throw new RowException(
          RejectReason.BAD_ROW,
          "the row is of split '%s', the file is read as %s"
              .formatted(written, split.name().toLowerCase(Locale.ROOT)));
    }
  }

  private static Row row(Function<String, String> fields, boolean labelled) throws RowException {
    String id = fields.apply(ID);
    if (id.isEmpty()) {
      throw new RowException(RejectReason.BAD_ROW, "there is no youtube_id");
    }
    String clip =
        String.format(
            Locale.ROOT,
            "%s_%06d_%06d",
            id,
            seconds(fields.apply(START)),
            seconds(fields.apply(END)));
    List<String> labels = labelled ? List.of(fields.apply(LABEL)) : List.of();
    return new Row(clip, clip, true, labels, Segment.WHOLE, 0);
  }

  private static int seconds(String text) throws RowException {
    try {
      double seconds = Double.parseDouble(text);
      if (seconds >= 0 && seconds < 1_000_000) {
        return (int) Math.rint(seconds);
      }
    } catch (NumberFormatException e) {
      // Said below, together with times out of range.
    }
    throw new RowException(RejectReason.BAD_ROW, "'" + text + "' is no time in seconds");
  }
}
