package io.kinespark.preprocessing.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinespark.preprocessing.manifest.PackedFrames;
import io.kinespark.preprocessing.manifest.Split;
import io.kinespark.preprocessing.manifest.VideoRecord;
import io.kinespark.preprocessing.testing.GeneratedClips;
import io.kinespark.preprocessing.video.ByteArrayInput;
import io.kinespark.preprocessing.video.DecodeOptions;
import io.kinespark.preprocessing.video.EncodeOptions;
import io.kinespark.preprocessing.video.FrameSize;
import io.kinespark.preprocessing.video.VideoDecoder;
import io.kinespark.preprocessing.video.VideoRejectedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JpegPackerTest {

  private static final VideoRecord LISTED =
      VideoRecord.listed("clip.mp4", "clip.mp4", List.of(1), Split.TRAIN);
  private static final Storage.Jpeg STORAGE = new Storage.Jpeg(new Reduction(0, 0), 90);
  private static final int FRAMES = 30;

  @TempDir private Path folder;

  @Test
  void aVideoThatIsTooLongToBeHeldIsPackedAllTheSame() throws IOException {
    byte[] clip = clip();

    VideoRecord held = pack("held", clip, JpegPacker.HELD_BYTES);
    VideoRecord streamed = pack("streamed", clip, 2000);

    assertThat(streamed.facts()).isEqualTo(held.facts());
    assertThat(streamed.facts().frames()).isEqualTo(FRAMES);
    assertThat(((PackedFrames) streamed.location()).index())
        .isEqualTo(((PackedFrames) held.location()).index());
    assertThat(Files.readAllBytes(folder.resolve("streamed-00000.tar")))
        .isEqualTo(Files.readAllBytes(folder.resolve("held-00000.tar")));
  }

  @Test
  void nothingOfALongVideoThatIsDamagedIsWritten() throws IOException {
    byte[] clip = clip();
    Arrays.fill(clip, clip.length * 2 / 3, clip.length * 3 / 4, (byte) 0x55);

    assertThatThrownBy(() -> pack("damaged", clip, 2000))
        .isInstanceOf(VideoRejectedException.class);
    assertThat(folder).isEmptyDirectory();
  }

  private static byte[] clip() throws IOException {
    return GeneratedClips.encode("mkv", new FrameSize(96, 64), FRAMES, EncodeOptions.h264(10));
  }

  private VideoRecord pack(String prefix, byte[] clip, long heldBytes) throws IOException {
    JpegPacker packer =
        new JpegPacker(new ReducedFrames(new VideoDecoder(DecodeOptions.defaults())), heldBytes);
    try (ShardWriter writer =
        new ShardWriter(
            FileSystem.getLocal(new Configuration()),
            new org.apache.hadoop.fs.Path(folder.toUri()),
            prefix,
            "0",
            new ShardOptions(1 << 20, STORAGE))) {
      VideoRecord packed = packer.pack(LISTED, new ByteArrayInput("clip", clip), STORAGE, writer);
      writer.finish();
      return packed;
    }
  }
}
