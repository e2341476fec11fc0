package io.kinespark.preprocessing.annotation;

import io.kinespark.preprocessing.manifest.Split;
import io.kinespark.preprocessing.manifest.VideoFacts;
import io.kinespark.preprocessing.manifest.VideoFile;
import io.kinespark.preprocessing.manifest.VideoRecord;
import io.kinespark.preprocessing.manifest.VideoStatus;
import io.kinespark.preprocessing.video.RejectReason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Reads annotation files into records. Whether the videos exist is not looked at here: that is the
 * work of the pre-processing job, spread over the cluster.
 */
public final class AnnotationReader {

  private static final char REPLACEMENT = '\uFFFD';

  private final AnnotationFormat format;
  private final LabelCoding coding;
  private final LabelMap labelMap;
  private final Path root;
  private final String defaultExtension;

  /**
   * Makes a reader.
   *
   * @param format layout of the files
   * @param coding how labels are written
   * @param labelMap the classes
   * @param root folder under which the listed paths lie
   * @param defaultExtension appended to paths without an extension, such as {@code mp4}; empty to
   *     leave them as they are
   */
  public AnnotationReader(
      AnnotationFormat format,
      LabelCoding coding,
      LabelMap labelMap,
      Path root,
      String defaultExtension) {
    this.format = format;
    this.coding = coding;
    this.labelMap = labelMap;
    this.root = root;
    this.defaultExtension = defaultExtension;
  }

  /**
   * Reads a file.
   *
   * @param fileSystem where it lies
   * @param file its path
   * @param split part of the data set that it lists
   * @return its rows
   * @throws AnnotationException if the file is missing, cannot be read, has a header that does not
   *     fit the format, or has no rows
   * @throws IOException if the file system fails
   */
  public Annotations read(FileSystem fileSystem, Path file, Split split) throws IOException {
    List<String> lines = TextFile.readLines(fileSystem, file);
    boolean labelled = coding.kind() != LabelCoding.Kind.NONE;
    RowParser parser;
    int first;
    if (format instanceof AnnotationFormat.Csv csv) {
      if (lines.isEmpty()) {
        throw new AnnotationException(file + " is empty, it should begin with a header");
      }
      parser = RowParser.CsvParser.of(csv, labelled, file.toString(), lines.get(0));
      first = 1;
    } else {
      parser = new RowParser.PathAndLabelParser((AnnotationFormat.PathAndLabel) format, labelled);
      first = 0;
    }
    Annotations annotations = readRows(file, split, lines, first, parser);
    if (annotations.rows() == 0) {
      throw new AnnotationException(file + " lists no videos");
    }
    return annotations;
  }

  private Annotations readRows(
      Path file, Split split, List<String> lines, int first, RowParser parser) {
    List<VideoRecord> records = new ArrayList<>();
    List<RejectedRow> rejected = new ArrayList<>();
    Map<String, Integer> lineOfId = new HashMap<>();
    for (int i = first; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.isBlank()) {
        continue;
      }
      try {
        VideoRecord record = record(parser, line, split);
        Integer before = lineOfId.putIfAbsent(record.id(), i + 1);
        if (before != null) {
          throw new RowException(
              RejectReason.DUPLICATE, "line " + before + " lists the same sample");
        }
        records.add(record);
      } catch (RowException e) {
        rejected.add(new RejectedRow(file.toString(), i + 1, e.reason(), e.getMessage(), line));
      }
    }
    return new Annotations(records, rejected);
  }

  private VideoRecord record(RowParser parser, String line, Split split) throws RowException {
    if (line.indexOf(REPLACEMENT) >= 0) {
      throw new RowException(RejectReason.BAD_ROW, "the row is not UTF-8");
    }
    Row row = parser.parse(line);
    if (row.path().isEmpty()) {
      throw new RowException(RejectReason.BAD_ROW, "there is no path");
    }
    String id =
        row.segment().isWhole()
            ? row.path()
            : row.path() + "#" + row.segment().startSeconds() + "-" + row.segment().endSeconds();
    return new VideoRecord(
        id,
        new VideoFile(resolve(row.path())),
        labels(row.labels()),
        split,
        row.segment(),
        VideoFacts.UNKNOWN,
        new VideoStatus.Listed());
  }

  private String resolve(String listed) {
    String name = listed.substring(listed.lastIndexOf('/') + 1);
    String file =
        name.indexOf('.') < 0 && !defaultExtension.isEmpty()
            ? listed + "." + defaultExtension
            : listed;
    return file.contains("://") ? file : root + Path.SEPARATOR + file;
  }

  private List<Integer> labels(List<String> written) throws RowException {
    TreeSet<Integer> labels = new TreeSet<>();
    for (String text : written) {
      labels.add(
          switch (coding.kind()) {
            case NUMBER -> numbered(text);
            case NAME -> named(text);
            case NONE -> throw new IllegalStateException("A set without labels has '" + text + "'");
          });
    }
    return List.copyOf(labels);
  }

  private int numbered(String text) throws RowException {
    int number;
    try {
      number = Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new RowException(RejectReason.BAD_LABEL, "'" + text + "' is not a label number");
    }
    long label = (long) number - coding.base();
    if (label < 0 || label >= labelMap.size()) {
      throw new RowException(
          RejectReason.BAD_LABEL,
          "label %d is not between %d and %d; check the label base and the label map"
              .formatted(number, coding.base(), coding.base() + labelMap.size() - 1));
    }
    return (int) label;
  }

  private int named(String text) throws RowException {
    return labelMap
        .label(text)
        .orElseThrow(
            () ->
                new RowException(
                    RejectReason.BAD_LABEL, "no class of the label map is named '" + text + "'"));
  }
}
