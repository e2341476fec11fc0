package io.kinespark.preprocessing.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinespark.preprocessing.manifest.FrameRange;
import io.kinespark.preprocessing.manifest.PackedVideo;
import io.kinespark.preprocessing.manifest.Segment;
import io.kinespark.preprocessing.manifest.Split;
import io.kinespark.preprocessing.manifest.TimeSpan;
import io.kinespark.preprocessing.manifest.VideoFacts;
import io.kinespark.preprocessing.manifest.VideoFile;
import io.kinespark.preprocessing.manifest.VideoLocation;
import io.kinespark.preprocessing.manifest.VideoRecord;
import io.kinespark.preprocessing.manifest.VideoStatus;
import io.kinespark.preprocessing.testing.GeneratedClips;
import io.kinespark.preprocessing.video.DecodeOptions;
import io.kinespark.preprocessing.video.EncodeOptions;
import io.kinespark.preprocessing.video.FrameSize;
import io.kinespark.preprocessing.video.RejectReason;
import io.kinespark.preprocessing.video.VideoRejectedException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class VideoIndexerTest {
  private static final FrameSize SIZE = new FrameSize(64, 48);
  @TempDir private static Path folder;

  private final VideoIndexer indexer =
      new VideoIndexer(new Configuration(), DecodeOptions.defaults());

  @BeforeAll
  static void encode() throws IOException {
    GeneratedClips.write(folder.resolve("clip.mp4"), SIZE, 20, EncodeOptions.h264(10));
  }

  @Test
  void aVideoIsReadyWhereItLies() throws IOException {
    VideoRecord listed = record(Segment.WHOLE);

    VideoRecord ready = indexer.index(listed);

    assertThat(ready.isReady()).isTrue();
    assertThat(ready.location()).isEqualTo(listed.location());
    assertThat(ready.facts()).isEqualTo(new VideoFacts(20, 10, 64, 48, "h264", 0));
  }

  @Test
  void aSegmentPastTheEndIsShort() throws IOException {
    assertThat(indexer.index(record(new TimeSpan(1, 9))).segment())
        .isEqualTo(new FrameRange(10, 10));
    assertThatThrownBy(() -> indexer.index(record(new TimeSpan(2.5, 9))))
        .isInstanceOfSatisfying(
            VideoRejectedException.class, e -> assertThat(e.reason()).isEqualTo(RejectReason.SHORT))
        .hasMessageContaining("after the 20 frames");
  }

  @Test
  void probingNeedsTheFirstFrameOnly() {
    assertThatCode(() -> indexer.probe(record(new TimeSpan(2.5, 9)))).doesNotThrowAnyException();
    assertThatThrownBy(() -> indexer.probe(at(new VideoFile(folder + "/none.mp4"), Segment.WHOLE)))
        .isInstanceOf(VideoRejectedException.class)
        .hasMessageContaining("MISSING_FILE");
  }

  @Test
  void packedVideosAreIndexedAlready() {
    VideoLocation packed = new PackedVideo("shard.tar", "k", "mp4", 0, 1, 2);

    assertThatThrownBy(() -> indexer.index(at(packed, Segment.WHOLE)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is packed");
  }

  private static VideoRecord record(Segment segment) {
    return at(new VideoFile(folder.resolve("clip.mp4").toString()), segment);
  }

  private static VideoRecord at(VideoLocation location, Segment segment) {
    return new VideoRecord(
        "clip",
        location,
        List.of(0),
        Split.TEST,
        segment,
        VideoFacts.UNKNOWN,
        new VideoStatus.Listed());
  }
}
