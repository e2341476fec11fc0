package io.kinespark.preprocessing.video;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_H264;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MPEG4;
import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_QUIET;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGB24;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.bytedeco.javacv.FFmpegFrameRecorder;
import org.bytedeco.javacv.FrameRecorder;

/**
 * Writes frames to a video file on the local disk; the container follows from the file name (mp4,
 * avi, mkv ...). The file is whole only once {@link #close} has returned.
 */
public final class VideoEncoder implements Closeable {

  private final Path file;
  private final FrameSize size;
  private final FFmpegFrameRecorder recorder;
  private final ByteBuffer pixels;

  private VideoEncoder(Path file, FrameSize size, FFmpegFrameRecorder recorder) {
    this.file = file;
    this.size = size;
    this.recorder = recorder;
    this.pixels = ByteBuffer.allocateDirect(size.rgbBytes());
  }

  /**
   * Begins a file.
   *
   * @param file where it goes; an existing file is overwritten
   * @param size size of the frames, both sides even
   * @param options codec, rate and quality
   * @return an encoder, to be closed by the caller
   * @throws IOException if the file cannot be written or the codec refuses the options
   * @throws IllegalArgumentException if a side is odd
   */
  public static VideoEncoder open(Path file, FrameSize size, EncodeOptions options)
      throws IOException {
    if (size.width() % 2 != 0 || size.height() % 2 != 0) {
      throw new IllegalArgumentException("4:2:0 video has even sides, not " + size);
    }
    av_log_set_level(AV_LOG_QUIET);
    FFmpegFrameRecorder recorder =
        new FFmpegFrameRecorder(file.toFile(), size.width(), size.height());
    recorder.setVideoCodec(
        switch (options.codec()) {
          case H264 -> AV_CODEC_ID_H264;
          case MPEG4 -> AV_CODEC_ID_MPEG4;
        });
    recorder.setPixelFormat(AV_PIX_FMT_YUV420P);
    recorder.setFrameRate(options.fps());
    recorder.setGopSize(options.gop());
    recorder.setVideoBitrate(options.bitRate());
    recorder.setVideoOption("threads", "1");
    try {
      recorder.start();
    } catch (FrameRecorder.Exception e) {
      IOException failure = new IOException("Cannot write a video of " + size + " to " + file, e);
      try {
        recorder.close();
      } catch (FrameRecorder.Exception closing) {
        failure.addSuppressed(closing);
      }
      throw failure;
    }
    return new VideoEncoder(file, size, recorder);
  }

  /**
   * Appends a frame.
   *
   * @param frame a frame of the encoder's size
   * @throws IOException if it cannot be written
   * @throws IllegalArgumentException if it has another size
   */
  public void write(RgbFrame frame) throws IOException {
    if (!frame.size().equals(size)) {
      throw new IllegalArgumentException("A frame of " + frame.size() + " in a video of " + size);
    }
    pixels.clear().put(frame.rgb()).flip();
    try {
      recorder.recordImage(
          size.width(), size.height(), Byte.SIZE, 3, 3 * size.width(), AV_PIX_FMT_RGB24, pixels);
    } catch (FrameRecorder.Exception e) {
      throw new IOException("Cannot append a frame to " + file, e);
    }
  }

  /**
   * Writes what the codec still holds and the container's index.
   *
   * @throws IOException if that fails; the file is then not usable
   */
  @Override
  public void close() throws IOException {
    try {
      recorder.close();
    } catch (FrameRecorder.Exception e) {
      throw new IOException("Cannot finish " + file, e);
    }
  }
}
