package io.kinespark.preprocessing.annotation;

import io.kinespark.settings.Interval;
import io.kinespark.settings.SectionReader;
import java.util.function.Function;
import java.util.function.Supplier;

/** The formats of {@link AnnotationFormat}, by the keys of {@code kinespark.dataset}. */
public final class PublishedFormats {
  private PublishedFormats() {}

  /** A format by its name and what reads its keys. */
  private abstract static class Known implements FormatSettings {
    private final String name;
    private final Function<SectionReader, Supplier<AnnotationFormat>> reader;

    Known(String name, Function<SectionReader, Supplier<AnnotationFormat>> reader) {
      this.name = name;
      this.reader = reader;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public Supplier<AnnotationFormat> read(SectionReader dataset) {
      return reader.apply(dataset);
    }
  }

  /** Lines of a path and its label. */
  public static final class PathAndLabel extends Known {
    /** The format. */
    public PathAndLabel() {
      super("list", PublishedFormats::list);
    }
  }

  /** Lines of a path, a number of frames and the label. */
  public static final class FrameList extends Known {
    /** The format. */
    public FrameList() {
      super("frame-list", PublishedFormats::frameList);
    }
  }

  /** CSV files with a header. */
  public static final class Csv extends Known {
    /** The format. */
    public Csv() {
      super("csv", PublishedFormats::csv);
    }
  }

  /** Kinetics' CSV files. */
  public static final class Kinetics extends Known {
    /** The format. */
    public Kinetics() {
      super("kinetics", dataset -> AnnotationFormat.Kinetics::new);
    }
  }

  /** Something-Something V1's files. */
  public static final class SomethingCsv extends Known {
    /** The format. */
    public SomethingCsv() {
      super("something-csv", dataset -> AnnotationFormat.SomethingCsv::new);
    }
  }

  /** Something-Something V2's files. */
  public static final class SomethingJson extends Known {
    /** The format. */
    public SomethingJson() {
      super("something-json", dataset -> AnnotationFormat.SomethingJson::new);
    }
  }

  /** ActivityNet's file. */
  public static final class ActivityNet extends Known {
    /** The format. */
    public ActivityNet() {
      super("activitynet", PublishedFormats::activityNet);
    }
  }

  /** PySlowFast's lists with a line for each frame. */
  public static final class FrameRows extends Known {
    /** The format. */
    public FrameRows() {
      super("frame-rows", dataset -> AnnotationFormat.FrameRows::new);
    }
  }

  private static Supplier<AnnotationFormat> list(SectionReader dataset) {
    char delimiter = dataset.character("delimiter");
    boolean multiLabel = dataset.flag("multi-label");
    return () -> new AnnotationFormat.PathAndLabel(delimiter, multiLabel);
  }

  private static Supplier<AnnotationFormat> frameList(SectionReader dataset) {
    char delimiter = dataset.character("delimiter");
    boolean multiLabel = dataset.flag("multi-label");
    boolean offset = dataset.flag("frame-offset");
    int minFrames = dataset.integer("min-frames", Interval.atLeast(1));
    return () -> new AnnotationFormat.FrameList(delimiter, multiLabel, offset, minFrames);
  }

  private static Supplier<AnnotationFormat> csv(SectionReader dataset) {
    char delimiter = dataset.character("delimiter");
    String path = dataset.text("path-column");
    String label = dataset.text("label-column");
    String start = dataset.optionalText("start-column").orElse("");
    String end = dataset.optionalText("end-column").orElse("");
    return () ->
        dataset.build(
            () -> new AnnotationFormat.Csv(delimiter, path, label, start, end),
            AnnotationFormat.Csv.of(path, label));
  }

  private static Supplier<AnnotationFormat> activityNet(SectionReader dataset) {
    boolean segments = dataset.flag("segments");
    return () -> new AnnotationFormat.ActivityNet(segments);
  }
}
