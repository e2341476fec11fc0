package io.kinespark.spark.manifest;

import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import io.kinespark.preprocessing.manifest.FrameFolder;
import io.kinespark.preprocessing.manifest.FrameIndex;
import io.kinespark.preprocessing.manifest.FrameRange;
import io.kinespark.preprocessing.manifest.ImageNaming;
import io.kinespark.preprocessing.manifest.IndexedVideo;
import io.kinespark.preprocessing.manifest.PackedFrames;
import io.kinespark.preprocessing.manifest.PackedVideo;
import io.kinespark.preprocessing.manifest.Segment;
import io.kinespark.preprocessing.manifest.Split;
import io.kinespark.preprocessing.manifest.TimeSpan;
import io.kinespark.preprocessing.manifest.VideoFacts;
import io.kinespark.preprocessing.manifest.VideoFile;
import io.kinespark.preprocessing.manifest.VideoLocation;
import io.kinespark.preprocessing.manifest.VideoRecord;
import io.kinespark.preprocessing.manifest.VideoStatus;
import io.kinespark.preprocessing.video.CodecHeader;
import io.kinespark.preprocessing.video.FrameTimes;
import io.kinespark.preprocessing.video.RejectReason;
import java.util.Arrays;
import java.util.Locale;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Videos as rows of a manifest's table. */
public final class RecordRows {
  /**
   * The columns. Checksums are CRC-32C as signed 32-bit numbers. A segment has {@code first_frame}
   * and {@code used_frames}, or, as long as nobody has decoded the video, {@code start_seconds} and
   * {@code end_seconds}; whole videos have none of them. Of samples whose rate is not constant
   * {@code frame_times} has a time stamp for each frame, in ticks of which {@code ticks_per_second}
   * make a second, and {@code ticks_per_frame} the sample's length over its frames, 0 where the
   * stream declares none; of all others the three are missing.
   */
  public static final StructType SCHEMA =
      new StructType()
          .add("id", StringType)
          .add("split", StringType)
          .add("labels", DataTypes.createArrayType(IntegerType, false))
          .add("location", StringType)
          .add("uri", StringType)
          .add("key", StringType)
          .add("extension", StringType)
          .add("offset", LongType)
          .add("length", IntegerType)
          .add("checksum", IntegerType)
          .add("frame_offsets", DataTypes.createArrayType(LongType, false))
          .add("frame_lengths", DataTypes.createArrayType(IntegerType, false))
          .add("frame_checksums", DataTypes.createArrayType(IntegerType, false))
          .add("key_frames", DataTypes.createArrayType(IntegerType, false))
          .add("codec_header", StringType)
          .add("image_pattern", StringType)
          .add("image_fps", DoubleType)
          .add("first_image", IntegerType)
          .add("images", IntegerType)
          .add("start_seconds", DoubleType)
          .add("end_seconds", DoubleType)
          .add("first_frame", IntegerType)
          .add("used_frames", IntegerType)
          .add("frames", IntegerType)
          .add("fps", DoubleType)
          .add("frame_times", DataTypes.createArrayType(LongType, false))
          .add("ticks_per_frame", DoubleType)
          .add("ticks_per_second", DoubleType)
          .add("width", IntegerType)
          .add("height", IntegerType)
          .add("codec", StringType)
          .add("decode_errors", IntegerType)
          .add("status", StringType)
          .add("reason", StringType)
          .add("detail", StringType);

  private static final String FILE = "file";
  private static final String FRAME_FOLDER = "frame-folder";
  private static final String PACKED_VIDEO = "packed-video";
  private static final String INDEXED_VIDEO = "indexed-video";
  private static final String PACKED_FRAMES = "packed-frames";
  private static final String LISTED = "listed";
  private static final String READY = "ready";
  private static final String REJECTED = "rejected";

  private RecordRows() {}

  /** The row of a video. */
  public static Row row(VideoRecord record) {
    RowValues values = new RowValues(SCHEMA);
    values
        .put("id", record.id())
        .put("split", record.split().name().toLowerCase(Locale.ROOT))
        .put("labels", record.labels().stream().mapToInt(Integer::intValue).toArray())
        .put("frames", record.facts().frames())
        .put("fps", record.facts().fps())
        .put("width", record.facts().width())
        .put("height", record.facts().height())
        .put("codec", record.facts().codec())
        .put("decode_errors", record.facts().decodeErrors());
    putTimes(record.facts().times(), values);
    putSegment(record.segment(), values);
    putLocation(record.location(), values);
    putStatus(record.status(), values);
    return values.row();
  }

  private static void putTimes(FrameTimes times, RowValues values) {
    if (!times.isEven()) {
      values
          .put("frame_times", times.ticks())
          .put("ticks_per_frame", times.ticksPerFrame())
          .put("ticks_per_second", times.ticksPerSecond());
    }
  }

  private static void putSegment(Segment segment, RowValues values) {
    if (segment instanceof FrameRange range) {
      values.put("first_frame", range.first()).put("used_frames", range.count());
    } else if (segment instanceof TimeSpan span) {
      values.put("start_seconds", span.startSeconds());
      if (Double.isFinite(span.endSeconds())) {
        values.put("end_seconds", span.endSeconds());
      }
    }
  }

  private static void putLocation(VideoLocation location, RowValues values) {
    values.put("uri", location.uri());
    if (location instanceof PackedFrames frames) {
      values.put("location", PACKED_FRAMES).put("key", frames.key());
      putFrames(frames.index(), values);
    } else if (location instanceof PackedVideo video) {
      values.put("location", PACKED_VIDEO);
      putFile(video, values);
    } else if (location instanceof IndexedVideo video) {
      values
          .put("location", INDEXED_VIDEO)
          .put("key_frames", video.keyFrames().stream().mapToInt(Integer::intValue).toArray())
          .put("codec_header", video.header().base64());
      putFile(video.file(), values);
      putFrames(video.frames(), values);
    } else if (location instanceof FrameFolder folder) {
      values
          .put("location", FRAME_FOLDER)
          .put("image_pattern", folder.images().pattern())
          .put("image_fps", folder.fps())
          .put("first_image", folder.first())
          .put("images", folder.frames());
    } else {
      values.put("location", FILE);
    }
  }

  private static void putFile(PackedVideo video, RowValues values) {
    values
        .put("key", video.key())
        .put("extension", video.extension())
        .put("offset", video.offset())
        .put("length", video.length())
        .put("checksum", video.checksum());
  }

  private static void putFrames(FrameIndex index, RowValues values) {
    values
        .put("frame_offsets", index.offsets())
        .put("frame_lengths", index.lengths())
        .put("frame_checksums", index.checksums());
  }

  private static void putStatus(VideoStatus status, RowValues values) {
    if (status instanceof VideoStatus.Rejected rejected) {
      values
          .put("status", REJECTED)
          .put("reason", rejected.reason().name())
          .put("detail", rejected.detail());
    } else {
      values.put("status", status instanceof VideoStatus.Ready ? READY : LISTED);
    }
  }

  /**
   * The video of a row.
   *
   * @throws IllegalArgumentException if a value is missing or none of those that rows have
   */
  public static VideoRecord record(Row row) {
    RowReader reader = new RowReader(row);
    VideoRecord record =
        new VideoRecord(
            reader.text("id"),
            location(reader),
            Arrays.stream(reader.integers("labels")).boxed().toList(),
            Split.valueOf(reader.text("split").toUpperCase(Locale.ROOT)),
            segment(reader),
            new VideoFacts(
                reader.integer("frames"),
                reader.number("fps"),
                reader.integer("width"),
                reader.integer("height"),
                reader.text("codec"),
                reader.integer("decode_errors"),
                times(reader)),
            status(reader));
    FrameTimes times = record.facts().times();
    if (!times.isEven() && times.frames() != record.sampleFrames()) {
      throw new IllegalArgumentException(
          "%s has %d frame_times of %d frames"
              .formatted(record.id(), times.frames(), record.sampleFrames()));
    }
    return record;
  }

  private static FrameTimes times(RowReader row) {
    return row.has("frame_times")
        ? FrameTimes.uneven(
            row.wholes("frame_times"),
            row.number("ticks_per_frame"),
            row.number("ticks_per_second"))
        : FrameTimes.EVEN;
  }

  private static Segment segment(RowReader row) {
    if (row.has("first_frame")) {
      return new FrameRange(row.integer("first_frame"), row.integer("used_frames"));
    }
    if (!row.has("start_seconds")) {
      return Segment.WHOLE;
    }
    return new TimeSpan(
        row.number("start_seconds"),
        row.has("end_seconds") ? row.number("end_seconds") : Double.POSITIVE_INFINITY);
  }

  private static VideoLocation location(RowReader row) {
    String uri = row.text("uri");
    String kind = row.text("location");
    return switch (kind) {
      case FILE -> new VideoFile(uri);
      case FRAME_FOLDER ->
          new FrameFolder(
              uri,
              new ImageNaming(row.text("image_pattern")),
              row.number("image_fps"),
              row.integer("first_image"),
              row.integer("images"));
      case PACKED_VIDEO -> file(uri, row);
      case INDEXED_VIDEO ->
          new IndexedVideo(
              file(uri, row),
              new CodecHeader(row.text("codec"), row.text("codec_header")),
              frames(row),
              Arrays.stream(row.integers("key_frames")).boxed().toList());
      case PACKED_FRAMES -> new PackedFrames(uri, row.text("key"), frames(row));
      default -> throw new IllegalArgumentException("'" + kind + "' is no kind of location");
    };
  }

  private static PackedVideo file(String uri, RowReader row) {
    return new PackedVideo(
        uri,
        row.text("key"),
        row.text("extension"),
        row.whole("offset"),
        row.integer("length"),
        row.integer("checksum"));
  }

  private static FrameIndex frames(RowReader row) {
    return new FrameIndex(
        row.wholes("frame_offsets"),
        row.integers("frame_lengths"),
        row.integers("frame_checksums"));
  }

  private static VideoStatus status(RowReader row) {
    String status = row.text("status");
    return switch (status) {
      case LISTED -> new VideoStatus.Listed();
      case READY -> new VideoStatus.Ready();
      case REJECTED ->
          new VideoStatus.Rejected(RejectReason.valueOf(row.text("reason")), row.text("detail"));
      default -> throw new IllegalArgumentException("'" + status + "' is no status of a video");
    };
  }
}
