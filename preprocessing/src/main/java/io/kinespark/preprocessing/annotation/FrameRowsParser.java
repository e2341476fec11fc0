package io.kinespark.preprocessing.annotation;

import io.kinespark.preprocessing.manifest.Segment;
import io.kinespark.preprocessing.manifest.Split;
import io.kinespark.preprocessing.video.RejectReason;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Lists with a line for each frame. Labels are those of the official file in the same folder; a
 * video of that file that is not in the list is looked for in the folder of its id.
 */
final class FrameRowsParser implements FileParser {

  private static final String HEADER = "original_vido_id";
  private static final Pattern ROW =
      Pattern.compile(
          "(?<video>\\S+)\\s+\\S+\\s+\\S+"
              + "\\s+(?<folder>\\S+)/[^/\\s]*?(?<number>\\d{1,9})\\.\\w+\\s+\\S+\\s*");

  /** The frames of one video: its first line, its folder, and which images are listed. */
  private record Frames(int line, String folder, int first, int count, boolean consecutive) {

    Frames with(String folderOfNext, int number) {
      boolean follows = folderOfNext.equals(folder) && number == first + count;
      return new Frames(line, folder, first, count + 1, consecutive && follows);
    }
  }

  @Override
  public void parse(FileSystem files, Path file, Split split, RowSink sink) throws IOException {
    Map<String, Frames> videos = new LinkedHashMap<>();
    int lines =
        TextFile.forEachLine(files, file, (number, line) -> add(file, number, line, videos));
    if (lines == 0) {
      throw noHeader(file);
    }
    Path official = official(files, file.getParent(), split);
    Map<String, Row> labelled = new HashMap<>();
    parser(official)
        .parse(
            files,
            official,
            split,
            (number, text, reading) -> {
              try {
                Row row = reading.read();
                labelled.put(row.id(), row);
                if (videos.containsKey(row.id())) {
                  return;
                }
              } catch (RowException e) {
                // Its reading fails below again, which rejects it.
              }
              // Numbers beyond the list's own lines, so that no two rows have the same.
              sink.accept(lines + number, official.getName() + ":" + number + ": " + text, reading);
            });
    videos.forEach(
        (id, frames) -> sink.accept(frames.line(), id, () -> row(id, frames, labelled, official)));
  }

  private static FileParser parser(Path official) {
    return official.getName().endsWith(".json")
        ? new SomethingJsonParser()
        : FileParser.ofLines(new SomethingLine());
  }

  private static void add(Path file, int number, String line, Map<String, Frames> videos)
      throws AnnotationException {
    if (number == 1) {
      if (!line.startsWith(HEADER)) {
        throw noHeader(file);
      }
      return;
    }
    if (line.isBlank()) {
      return;
    }
    Matcher row = ROW.matcher(line);
    if (!row.matches()) {
      throw new AnnotationException(
          "%s:%d: this is no row of a frame, five fields of which the fourth is the path of a numbered image: %s"
              .formatted(file, number, NameLine.quoted(line)));
    }
    String folder = row.group("folder");
    int image = Integer.parseInt(row.group("number"));
    Frames before = videos.get(row.group("video"));
    videos.put(
        row.group("video"),
        before == null ? new Frames(number, folder, image, 1, true) : before.with(folder, image));
  }

  private static AnnotationException noHeader(Path file) {
    return new AnnotationException(
        file + ":1: the header must begin with " + HEADER + ", as PySlowFast writes it");
  }

  private static Row row(String id, Frames frames, Map<String, Row> labelled, Path official)
      throws RowException {
    if (!frames.consecutive() || frames.first() > 1) {
      throw new RowException(
          RejectReason.BAD_ROW,
          "its frames are not listed one after the other from the first one of one folder");
    }
    Row row = labelled.get(id);
    if (row == null) {
      throw new RowException(RejectReason.BAD_LABEL, official.getName() + " does not list it");
    }
    return new Row(id, frames.folder(), false, row.labels(), Segment.WHOLE, frames.count());
  }

  private static Path official(FileSystem files, Path folder, Split split) throws IOException {
    String name = split == Split.TRAIN ? "train" : "validation";
    List<Path> candidates =
        List.of(
            new Path(folder, "something-something-v1-" + name + ".csv"),
            new Path(folder, "something-something-v2-" + name + ".json"));
    for (Path candidate : candidates) {
      if (files.exists(candidate)) {
        return candidate;
      }
    }
    throw new AnnotationException(
        "the labels of a frame list lie beside it, but there is neither %s nor %s"
            .formatted(candidates.get(0), candidates.get(1).getName()));
  }
}
