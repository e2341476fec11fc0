package io.kinespark.preprocessing.benchmark;

import io.kinespark.preprocessing.augment.ClipTransform;
import io.kinespark.preprocessing.augment.FrameRenderer;
import io.kinespark.preprocessing.augment.SampleRendering;
import io.kinespark.preprocessing.augment.TanetTransforms;
import io.kinespark.preprocessing.sampling.SampleRandom;
import io.kinespark.preprocessing.sampling.SampledClips;
import io.kinespark.preprocessing.video.ByteArrayInput;
import io.kinespark.preprocessing.video.DecodeOptions;
import io.kinespark.preprocessing.video.DecodedFrame;
import io.kinespark.preprocessing.video.FrameVisitor;
import io.kinespark.preprocessing.video.VideoDecoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From an H.264 file of 340x256 to 224x224 crops, every frame of it, against ffmpeg's decoder. */
class DecodeBenchmark {

  /** CPU times of other processes are told in hundredths of a second. */
  private static final int REPEATS = 30;

  private static final int CLIP = 16;
  private static final int PASSES = 8;

  @TempDir private Path folder;

  @Test
  void framesPerCpuSecond() throws Exception {
    Path video = BenchmarkClip.in(folder);
    byte[] file = Files.readAllBytes(video);
    VideoDecoder decoder = new VideoDecoder(DecodeOptions.defaults());
    long frames = decoder.scan(new ByteArrayInput("video", file)).decodedFrames();
    new Rates("frames")
        .add(
            "ffmpeg -threads 1 -f null - (a process a file)",
            () -> frames / ffmpegSeconds(video, 1))
        .add(
            "ffmpeg -threads 1 -f null - (the file 30 times over)",
            () -> REPEATS * frames / ffmpegSeconds(video, REPEATS))
        .addHere("decoded, no pictures made", () -> scan(decoder, file))
        .addHere(
            "decoded, short side 256, centre crop 224",
            () -> crops(decoder, file, TanetTransforms.validation()))
        .addHere(
            "decoded, short side 256, multi-scale crop resized to 224",
            () -> crops(decoder, file, TanetTransforms.kineticsTrain()))
        .measure(video.getFileName() + ", " + frames + " frames: to 224x224 crops of every frame");
  }

  private static double ffmpegSeconds(Path video, int times)
      throws IOException, InterruptedException {
    double before = CpuClock.childSeconds();
    Process process =
        new ProcessBuilder(
                List.of(
                    "ffmpeg",
                    "-nostdin",
                    "-v",
                    "error",
                    "-stream_loop",
                    "" + (times - 1),
                    "-threads",
                    "1",
                    "-i",
                    video.toString(),
                    "-map",
                    "0:v:0",
                    "-f",
                    "null",
                    "-"))
            .inheritIO()
            .start();
    if (process.waitFor() != 0) {
      throw new IOException("ffmpeg failed on " + video);
    }
    return CpuClock.childSeconds() - before;
  }

  private static long scan(VideoDecoder decoder, byte[] file) throws IOException {
    long frames = 0;
    for (int pass = 0; pass < PASSES; pass++) {
      frames += decoder.scan(new ByteArrayInput("video", file)).decodedFrames();
    }
    return frames;
  }

  private static long crops(VideoDecoder decoder, byte[] file, ClipTransform transform)
      throws IOException {
    FrameRenderer renderer = new FrameRenderer();
    byte[] out = new byte[transform.outputBytes(CLIP)];
    int[] places = IntStream.range(0, CLIP).toArray();
    long frames = 0;
    for (int pass = 0; pass < PASSES; pass++) {
      Clips clips = new Clips(renderer, transform, SampledClips.of(CLIP, places), out);
      try {
        decoder.visit(new ByteArrayInput("video", file), clips);
      } finally {
        clips.finish();
      }
      frames += clips.frames;
    }
    return frames;
  }

  /** Every frame of a video, as clips without a gap between them. */
  private static final class Clips implements FrameVisitor {

    private final FrameRenderer renderer;
    private final ClipTransform transform;
    private final SampledClips clip;
    private final byte[] out;
    private SampleRendering rendering;
    private long frames;

    Clips(FrameRenderer renderer, ClipTransform transform, SampledClips clip, byte[] out) {
      this.renderer = renderer;
      this.transform = transform;
      this.clip = clip;
      this.out = out;
    }

    @Override
    public boolean visit(DecodedFrame frame) throws IOException {
      int place = frame.index() % CLIP;
      if (place == 0) {
        finish();
        SampleRandom draws = SampleRandom.of(1, 0, "video", frame.index());
        rendering = renderer.begin(transform, clip, draws, out, 0);
      }
      rendering.visit(place, frame.picture());
      frames++;
      return true;
    }

    void finish() {
      if (rendering != null) {
        rendering.finish();
        rendering.close();
        rendering = null;
      }
    }
  }
}
