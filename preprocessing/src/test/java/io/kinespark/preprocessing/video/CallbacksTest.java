package io.kinespark.preprocessing.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinespark.preprocessing.testing.GeneratedClips;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What happens in callbacks from C code, in a JVM of its own, which an escape would abort. */
class CallbacksTest {

  private static final FrameSize SIZE = new FrameSize(320, 240);

  @Test
  @Timeout(60)
  void nothingThrownInACallbackEndsTheJvm() throws Exception {
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx48m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Child.class.getName())
            .redirectErrorStream(true)
            .start();
    List<String> lines = child.inputReader().lines().toList();
    assertThat(child.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(lines)
        .endsWith(
            "read IOException lost",
            "read IOException Reading clip failed: java.lang.IllegalStateException: bad",
            "read OutOfMemoryError much",
            "read StackOverflowError deep",
            "length OutOfMemoryError much",
            "write OutOfMemoryError",
            "done");
    assertThat(child.exitValue()).isZero();
  }

  @Test
  void anOutputHasABound() throws IOException {
    try (VideoEncoder encoder = encoder(10_000)) {
      writeNoise(encoder, 4);
      assertThatThrownBy(encoder::finish)
          .isInstanceOf(EncodingException.class)
          .hasMessage("the video takes more than 10000 bytes");
    }
    try (VideoEncoder encoder = encoder(Integer.MAX_VALUE)) {
      writeNoise(encoder, 4);
      assertThat(encoder.finish().length).isGreaterThan(10_000);
    }
  }

  private static VideoEncoder encoder(long maxBytes) throws IOException {
    return VideoEncoder.open(
        "mp4", SIZE, new EncodeOptions(EncodeOptions.Codec.MPEG4, 25, 4, 1), maxBytes);
  }

  private static void writeNoise(VideoEncoder encoder, int frames) throws IOException {
    byte[] noise = new byte[SIZE.rgbBytes()];
    for (int i = 0; i < frames; i++) {
      new Random(i).nextBytes(noise);
      encoder.write(new RgbFrame(SIZE, noise));
    }
  }

  /** Runs where an abort is seen. */
  static final class Child {

    public static void main(String[] arguments) throws IOException {
      byte[] clip =
          GeneratedClips.encode(
              "mp4",
              new FrameSize(64, 48),
              9,
              new EncodeOptions(EncodeOptions.Codec.MPEG4, 10, 4, 5));
      show("read", () -> scan(clip, new IOException("lost"), /* inLength= */ false));
      show("read", () -> scan(clip, new IllegalStateException("bad"), false));
      show("read", () -> scan(clip, new OutOfMemoryError("much"), false));
      show("read", () -> scan(clip, new StackOverflowError("deep"), false));
      show("length", () -> scan(clip, new OutOfMemoryError("much"), true));
      show("write", Child::writeMoreThanThereIs);
      System.out.println("done");
    }

    private static void show(String what, Supplier<Throwable> work) {
      Throwable thrown = work.get();
      boolean own = thrown instanceof OutOfMemoryError && what.equals("write");
      System.out.println(
          what + " " + thrown.getClass().getSimpleName() + (own ? "" : " " + thrown.getMessage()));
    }

    private static Throwable scan(byte[] clip, Throwable thrown, boolean inLength) {
      try {
        new VideoDecoder(DecodeOptions.defaults()).scan(new Throwing(clip, thrown, inLength));
        return new AssertionError("nothing was thrown");
      } catch (Throwable e) {
        return e;
      }
    }

    /** Some 40 MB of noise, encoded, and a heap in which they do not fit. */
    private static Throwable writeMoreThanThereIs() {
      try (VideoEncoder encoder = encoder(Integer.MAX_VALUE)) {
        writeNoise(encoder, 200);
        encoder.finish();
        return new AssertionError("nothing was thrown");
      } catch (Throwable e) {
        return e;
      }
    }
  }

  /** An input of which one call fails after the container has been recognised. */
  private static final class Throwing implements VideoInput {

    private static final int SOUND_READS = 1;

    private final byte[] clip;
    private final Throwable thrown;
    private final boolean inLength;
    private int reads;

    Throwing(byte[] clip, Throwable thrown, boolean inLength) {
      this.clip = clip;
      this.thrown = thrown;
      this.inLength = inLength;
    }

    @Override
    public String name() {
      return "clip";
    }

    @Override
    public long length() {
      if (inLength) {
        throwUnchecked(thrown);
      }
      return clip.length;
    }

    @Override
    public int read(long position, byte[] buffer, int count) throws IOException {
      if (!inLength && ++reads > SOUND_READS) {
        throwUnchecked(thrown);
      }
      int read = (int) Math.min(Math.min(count, 200), clip.length - position);
      if (read <= 0) {
        return -1;
      }
      System.arraycopy(clip, (int) position, buffer, 0, read);
      return read;
    }

    @Override
    public void close() {}

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void throwUnchecked(Throwable thrown) throws T {
      throw (T) thrown;
    }
  }
}
