package io.kinespark.preprocessing.annotation;

import io.kinespark.preprocessing.layout.ListedMedia;
import io.kinespark.preprocessing.layout.MediaLayout;
import io.kinespark.preprocessing.layout.MediaLocator;
import io.kinespark.preprocessing.manifest.FrameFolder;
import io.kinespark.preprocessing.manifest.FrameRange;
import io.kinespark.preprocessing.manifest.Segment;
import io.kinespark.preprocessing.manifest.Split;
import io.kinespark.preprocessing.manifest.VideoFacts;
import io.kinespark.preprocessing.manifest.VideoLocation;
import io.kinespark.preprocessing.manifest.VideoRecord;
import io.kinespark.preprocessing.manifest.VideoStatus;
import io.kinespark.preprocessing.video.RejectReason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Reads annotation files into records. Whether the videos exist is not looked at here: that is the
 * work of the jobs, spread over the cluster. Only layouts that ask to search are looked up, one
 * folder at a time.
 */
public final class AnnotationReader {

  private static final char REPLACEMENT = '\uFFFD';

  private final FileParser parser;
  private final LabelCoding coding;
  private final LabelMap labelMap;
  private final MediaLocator locator;

  /**
   * Makes a reader.
   *
   * @param format layout of the files
   * @param coding how labels are written
   * @param labelMap the classes
   * @param layout where the listed videos lie
   * @param configuration finds the file systems of the videos
   */
  public AnnotationReader(
      AnnotationFormat format,
      LabelCoding coding,
      LabelMap labelMap,
      MediaLayout layout,
      Configuration configuration) {
    this.parser = FileParser.of(format, coding.kind() != LabelCoding.Kind.NONE);
    this.coding = coding;
    this.labelMap = labelMap;
    this.locator = new MediaLocator(layout, configuration);
  }

  /**
   * Reads a file.
   *
   * @param fileSystem where it lies
   * @param file its path
   * @param split part of the data set that it lists, or that is wanted of it where it lists several
   * @return its rows
   * @throws AnnotationException if the file is missing, cannot be read, is not of the format, or
   *     has no rows
   * @throws IOException if the file system fails
   */
  public Annotations read(FileSystem fileSystem, Path file, Split split) throws IOException {
    Collected rows = new Collected(file, split);
    parser.parse(fileSystem, file, split, rows);
    List<VideoRecord> records = new ArrayList<>();
    for (ReadRow row : rows.read) {
      records.add(record(row, split));
    }
    Annotations annotations =
        new Annotations(records, rows.rejected, List.copyOf(rows.notes.values()));
    if (annotations.rows() == 0) {
      throw new AnnotationException(
          file + " lists no videos of split " + split.name().toLowerCase(Locale.ROOT));
    }
    return annotations;
  }

  /** A row with its labels as numbers. */
  private record ReadRow(Row row, List<Integer> labels) {}

  /** Sorts rows into those that can be used and those that cannot. */
  private final class Collected implements RowSink {
    private final Path file;
    private final Split split;
    private final List<ReadRow> read = new ArrayList<>();
    private final List<RejectedRow> rejected = new ArrayList<>();
    private final Map<String, Integer> numberOfId = new HashMap<>();
    private final Map<String, AnnotationNote> notes = new LinkedHashMap<>();

    Collected(Path file, Split split) {
      this.file = file;
      this.split = split;
    }

    @Override
    public void note(String what, String example) {
      notes.merge(what, new AnnotationNote(what, 1, example), (before, one) -> before.again());
    }

    @Override
    public void accept(int number, String text, Reading reading) {
      try {
        if (text.indexOf(REPLACEMENT) >= 0) {
          throw new RowException(RejectReason.BAD_ROW, "the row is not UTF-8");
        }
        Row row = reading.read();
        if (row.path().isEmpty()) {
          throw new RowException(RejectReason.BAD_ROW, "there is no path");
        }
        requireText(row.path());
        if (row.labels().isEmpty()
            && coding.kind() != LabelCoding.Kind.NONE
            && split != Split.TEST) {
          throw new RowException(RejectReason.BAD_LABEL, "there is no label");
        }
        ReadRow labelled = new ReadRow(row, labels(row.labels()));
        Integer before = numberOfId.putIfAbsent(row.sampleId(), number);
        if (before != null) {
          throw new RowException(
              RejectReason.DUPLICATE, file.getName() + ":" + before + " lists the same sample");
        }
        read.add(labelled);
      } catch (RowException e) {
        rejected.add(new RejectedRow(file.toString(), number, e.reason(), e.getMessage(), text));
      }
    }
  }

  private static void requireText(String path) throws RowException {
    Optional<String> problem = NameLine.problem(path.strip().replace('\t', ' '));
    if (problem.isPresent()) {
      throw new RowException(RejectReason.BAD_ROW, "the path " + problem.get());
    }
  }

  private VideoRecord record(ReadRow read, Split split) throws IOException {
    Row row = read.row();
    List<String> classes = read.labels().stream().map(labelMap::name).toList();
    int firstFrame = row.segment() instanceof FrameRange range ? range.first() : 0;
    ListedMedia media =
        new ListedMedia(row.path(), row.inClassFolder(), classes, firstFrame, row.frames());
    VideoLocation location = locator.locate(media, split);
    // A folder's location says itself which of its images the sample has.
    boolean located = location instanceof FrameFolder && row.segment() instanceof FrameRange;
    return new VideoRecord(
        row.sampleId(),
        location,
        read.labels(),
        split,
        located ? Segment.WHOLE : row.segment(),
        VideoFacts.UNKNOWN,
        new VideoStatus.Listed());
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
        .labelOfForm(text)
        .orElseThrow(
            () ->
                new RowException(
                    RejectReason.BAD_LABEL, "no class of the label map is named '" + text + "'"));
  }
}
