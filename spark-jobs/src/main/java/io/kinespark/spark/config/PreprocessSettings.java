package io.kinespark.spark.config;

/**
 * The section {@code kinespark.preprocess}: annotations and videos in, manifest and shards out.
 *
 * @param annotations annotation file of the split
 * @param annotationFormat layout of that file
 * @param videoRoot folder that its paths are relative to
 * @param labelBase number that it gives to the first class, 0 or 1
 * @param classes file of class names
 * @param split name of the split
 * @param output folder that everything is written to
 * @param mode what a shard holds of a video
 * @param shortSide pixels of the short side of frames in mode {@link Mode#JPEG}
 * @param quality JPEG quality, 1 to 100
 * @param shardSize bytes at which a shard is closed
 * @param maxRejectShare share of videos that may be rejected, 0 to 1
 */
public record PreprocessSettings(
    String annotations,
    AnnotationFormat annotationFormat,
    String videoRoot,
    int labelBase,
    String classes,
    String split,
    String output,
    Mode mode,
    int shortSide,
    int quality,
    long shardSize,
    double maxRejectShare) {

  /** Layouts of annotation files. */
  public enum AnnotationFormat {
    /** A path, a space and a label a line. */
    LIST,
    /** RFC 4180 with a header. */
    CSV
  }

  /** What a shard holds of a video. */
  public enum Mode {
    /** Every frame, resized, as JPEG. */
    JPEG,
    /** The bytes of the file. */
    ORIGINAL,
    /** Nothing; the manifest points to the file. */
    INDEX_ONLY
  }

  /** Reads the section, {@code root} being at {@code kinespark}. */
  public static PreprocessSettings read(ConfigReader root) {
    ConfigReader preprocess = root.section("preprocess");
    return new PreprocessSettings(
        preprocess.location("annotations"),
        preprocess.choice("annotation-format", AnnotationFormat.class),
        preprocess.location("video-root"),
        preprocess.integer("label-base", Interval.between(0, 1)),
        preprocess.location("classes"),
        preprocess.text("split"),
        preprocess.location("output"),
        preprocess.choice("mode", Mode.class),
        preprocess.integer("short-side", Interval.between(16, 4096)),
        preprocess.integer("quality", Interval.between(1, 100)),
        preprocess.bytes("shard-size", Interval.between(1L << 20, 64L << 30)),
        preprocess.number("max-reject-share", Interval.between(0, 1)));
  }
}
