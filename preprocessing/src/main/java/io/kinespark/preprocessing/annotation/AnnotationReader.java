package io.kinespark.preprocessing.annotation;

import io.kinespark.preprocessing.layout.ListedMedia;
import io.kinespark.preprocessing.layout.MediaLayout;
import io.kinespark.preprocessing.layout.MediaLocator;
import io.kinespark.preprocessing.layout.UnusablePathException;
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
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
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
    this.parser = format.parser(coding.kind() != LabelCoding.Kind.NONE);
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
    try {
      parser.parse(fileSystem, file, split, rows);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    Annotations annotations =
        new Annotations(rows.records, rows.rejected, List.copyOf(rows.notes.values()));
    if (annotations.rows() == 0) {
      throw new AnnotationException(
          file + " lists no videos of split " + split.name().toLowerCase(Locale.ROOT));
    }
    return annotations;
  }

  /**
   * A row that is used, for those that list its sample again.
   *
   * @param number the row's number
   * @param labels its labels
   */
  private record Earlier(int number, List<Integer> labels) {}

  /** Sorts rows into those that can be used and those that cannot. */
  private final class Collected implements RowSink {
    private final Path file;
    private final Split split;
    private final List<VideoRecord> records = new ArrayList<>();
    private final List<RejectedRow> rejected = new ArrayList<>();
    private final Map<String, Earlier> byId = new HashMap<>();
    private final Map<String, Earlier> byPlace = new HashMap<>();
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
        VideoRecord record = record(row, labels(row.labels()), split);
        requireNew(record, row.sampleOf(record.location().uri()), number);
        records.add(record);
      } catch (RowException e) {
        rejected.add(new RejectedRow(file.toString(), number, e.reason(), e.getMessage(), text));
      }
    }

    /** A sample is told by its id, and by the place and stretch of its video, however spelt. */
    private void requireNew(VideoRecord record, String place, int number) throws RowException {
      Earlier before = byId.getOrDefault(record.id(), byPlace.get(place));
      if (before != null) {
        throw new RowException(RejectReason.DUPLICATE, again(before, record.labels()));
      }
      Earlier now = new Earlier(number, record.labels());
      byId.put(record.id(), now);
      byPlace.put(place, now);
    }

    private String again(Earlier before, List<Integer> labels) {
      String same = file.getName() + ":" + before.number() + " lists the same sample";
      return before.labels().equals(labels)
          ? same
          : same
              + RejectedRow.OTHER_LABEL
              + "%s there, %s here".formatted(inWords(before.labels()), inWords(labels));
    }
  }

  private static void requireText(String path) throws RowException {
    Optional<String> problem = NameLine.problem(path.strip().replace('\t', ' '));
    if (problem.isPresent()) {
      throw new RowException(RejectReason.BAD_ROW, "the path " + problem.get());
    }
  }

  private String inWords(List<Integer> labels) {
    return labels.isEmpty()
        ? "none"
        : labels.stream()
            .map(label -> label + " '" + labelMap.name(label) + "'")
            .collect(Collectors.joining(", "));
  }

  private VideoRecord record(Row row, List<Integer> labels, Split split) throws RowException {
    List<String> classes = labels.stream().map(labelMap::name).toList();
    int firstFrame = row.segment() instanceof FrameRange range ? range.first() : 0;
    ListedMedia media =
        new ListedMedia(row.path(), row.inClassFolder(), classes, firstFrame, row.frames());
    VideoLocation location = locate(media, split);
    // A folder's location says itself which of its images the sample has.
    boolean located = location instanceof FrameFolder && row.segment() instanceof FrameRange;
    return new VideoRecord(
        row.sampleId(),
        location,
        labels,
        split,
        located ? Segment.WHOLE : row.segment(),
        VideoFacts.UNKNOWN,
        new VideoStatus.Listed());
  }

  private VideoLocation locate(ListedMedia media, Split split) throws RowException {
    try {
      return locator.locate(media, split);
    } catch (UnusablePathException e) {
      throw new RowException(RejectReason.BAD_ROW, e.getMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
