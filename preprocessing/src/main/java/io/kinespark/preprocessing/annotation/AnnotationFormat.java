package io.kinespark.preprocessing.annotation;

import java.io.Serializable;
import java.util.Objects;

/** The layout of an annotation file. */
public interface AnnotationFormat extends Serializable {

  /**
   * Reads files of this format.
   *
   * @param labelled whether rows have labels, in formats that leave it open
   */
  FileParser parser(boolean labelled);

  /**
   * Tells how classes are written in the formats that leave no choice.
   *
   * @return true if by their names, false if that has to be said
   */
  default boolean namesClasses() {
    return true;
  }

  /**
   * Lines of a path and its label, without a header: the video lists of PySlowFast, MMAction2 and
   * MVFNet. A path that holds the delimiter may stand in double quotes.
   *
   * @param delimiter what stands between them; a path may hold it where there is one label
   * @param multiLabel true if several labels may follow the path, which then must not hold the
   *     delimiter unless it is quoted
   */
  record PathAndLabel(char delimiter, boolean multiLabel) implements AnnotationFormat {
    @Override
    public FileParser parser(boolean labelled) {
      return FileParser.ofLines((text, split) -> ListLine.read(text, this, labelled));
    }

    @Override
    public boolean namesClasses() {
      return false;
    }
  }

  /**
   * Lines of a path, a number of frames and the label: the raw-frame lists of MMAction2 and MVFNet,
   * and SDCOM's lists of ActivityNet and FCVID.
   *
   * @param delimiter what stands between fields
   * @param multiLabel true if several labels may follow, as in {@link PathAndLabel}
   * @param firstFrame true if the number of frames before the sample's first stands before their
   *     number (MMAction2's {@code with_offset}): 0 for the first frame of a video file as of a
   *     folder of images, whatever number its first image has
   * @param minFrames rows that list fewer frames are rejected as short; SDCOM takes 4
   */
  record FrameList(char delimiter, boolean multiLabel, boolean firstFrame, int minFrames)
      implements AnnotationFormat {
    @Override
    public FileParser parser(boolean labelled) {
      return FileParser.ofLines((text, split) -> ListLine.read(text, this, labelled));
    }

    @Override
    public boolean namesClasses() {
      return false;
    }
  }

  /**
   * A CSV file with a header line and fields in quotes where needed; other columns are passed over.
   *
   * @param delimiter what stands between fields
   * @param pathColumn name of the column with the path
   * @param labelColumn name of the column with the label; several labels are separated by {@code |}
   * @param startColumn name of the column with the segment's start in seconds, empty if there are
   *     no segments
   * @param endColumn name of the column with the segment's end in seconds, empty if there are no
   *     segments
   */
  record Csv(
      char delimiter, String pathColumn, String labelColumn, String startColumn, String endColumn)
      implements AnnotationFormat {

    /** Checks that segments have both ends. */
    public Csv {
      Objects.requireNonNull(pathColumn, "pathColumn");
      Objects.requireNonNull(labelColumn, "labelColumn");
      if (startColumn.isEmpty() != endColumn.isEmpty()) {
        throw new IllegalArgumentException(
            "Segments need both a start and an end column: '%s', '%s'"
                .formatted(startColumn, endColumn));
      }
    }

    /**
     * A comma-separated file of whole videos.
     *
     * @param pathColumn name of the column with the path
     * @param labelColumn name of the column with the label
     * @return the format
     */
    public static Csv of(String pathColumn, String labelColumn) {
      return new Csv(',', pathColumn, labelColumn, "", "");
    }

    @Override
    public FileParser parser(boolean labelled) {
      return new CsvParser(this, labelled);
    }

    @Override
    public boolean namesClasses() {
      return false;
    }
  }

  /**
   * The CSV files of Kinetics and its subsets: {@code label,youtube_id,time_start,time_end,split};
   * the label is missing in the test file. A clip is the file {@code <youtube_id>_<start>_<end>},
   * times as six digits, in the folder of its class.
   */
  record Kinetics() implements AnnotationFormat {
    @Override
    public FileParser parser(boolean labelled) {
      return new KineticsParser();
    }
  }

  /** The CSV files of Something-Something V1: {@code id;template}, or {@code id} in the test's. */
  record SomethingCsv() implements AnnotationFormat {
    @Override
    public FileParser parser(boolean labelled) {
      return FileParser.ofLines(new SomethingLine());
    }
  }

  /**
   * The JSON files of Something-Something V2: a list of objects with {@code id} and {@code
   * template}, whose brackets are left out to get the class; the test's have no template.
   */
  record SomethingJson() implements AnnotationFormat {
    @Override
    public FileParser parser(boolean labelled) {
      return new SomethingJsonParser();
    }
  }

  /**
   * The JSON file of ActivityNet 1.3, which holds all splits. A video is the file {@code v_<id>}.
   *
   * @param segments true for a sample from each annotated segment, false for one from each video
   *     with all of its labels
   */
  record ActivityNet(boolean segments) implements AnnotationFormat {
    @Override
    public FileParser parser(boolean labelled) {
      return new ActivityNetParser(segments);
    }
  }

  /**
   * PySlowFast's lists of Something-Something with a line for each frame, {@code original_vido_id
   * video_id frame_id path labels}, which lie beside the official files with the labels: {@code
   * something-something-v1-train.csv} or {@code something-something-v2-train.json}, likewise for
   * validation.
   */
  record FrameRows() implements AnnotationFormat {
    @Override
    public FileParser parser(boolean labelled) {
      return new FrameRowsParser();
    }
  }
}
