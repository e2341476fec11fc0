package io.kinespark.preprocessing.video;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_OUTPUT_CORRUPT;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_HEVC;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_CORRUPT;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_flush_buffers;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AV_FOURCC_MAX_STRING_SIZE;
import static org.bytedeco.ffmpeg.global.avutil.av_fourcc_make_string;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_q2d;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * FFmpeg's decode loop over one stream. It carries on after damage, as players do, and counts it:
 * containers that break off, packets marked or refused as broken, and frames that the codec patched
 * up.
 */
final class FrameDecoder implements AutoCloseable {

  private static final int FRAME_FLAG_CORRUPT = 1;
  private static final int MAX_ERRORS_WHILE_DRAINING = 64;
  private static final int IMAGE_HEADER_BYTES = 1 << 20;

  private final PacketSource source;
  private final String name;
  private final Deadline deadline;
  private final long maxPixels;
  private AVCodecContext codec;
  private AVPacket packet;
  private AVFrame frame;

  /**
   * FFmpeg's HEVC decoder keeps frames to itself whose references are missing, without an error. It
   * is made to hand them over, so that they are counted, and they are dropped here.
   */
  private boolean tellsOfLostFrames;

  private boolean begun;
  private boolean draining;
  private int errors;
  private int errorsWhileDraining;
  private String firstError = "";

  private FrameDecoder(PacketSource source, String name, long maxPixels, Deadline deadline) {
    this.source = source;
    this.name = name;
    this.maxPixels = maxPixels;
    this.deadline = deadline;
  }

  static FrameDecoder open(
      PacketSource source, String name, DecodeOptions options, Deadline deadline)
      throws VideoRejectedException {
    FrameDecoder decoder = new FrameDecoder(source, name, options.maxPixels(), deadline);
    try {
      decoder.openCodec(options);
      return decoder;
    } catch (VideoRejectedException | RuntimeException | Error e) {
      decoder.close();
      throw e;
    }
  }

  private void openCodec(DecodeOptions options) throws VideoRejectedException {
    AVCodecParameters parameters = source.parameters();
    requireSmall(parameters.width(), parameters.height());
    AVCodec decoder = avcodec_find_decoder(parameters.codec_id());
    if (decoder == null) {
      throw new VideoRejectedException(
          RejectReason.UNREADABLE,
          name,
          "there is no decoder for " + codecName() + ", tagged '" + tag(parameters) + "'");
    }
    codec = avcodec_alloc_context3(decoder);
    packet = av_packet_alloc();
    frame = av_frame_alloc();
    if (codec == null || packet == null || frame == null) {
      throw new OutOfMemoryError("No native memory to decode " + name);
    }
    tellsOfLostFrames = parameters.codec_id() == AV_CODEC_ID_HEVC;
    int code = avcodec_parameters_to_context(codec, parameters);
    if (code >= 0) {
      codec.pkt_timebase(source.timeBase());
      codec.thread_count(options.threads());
      if (tellsOfLostFrames) {
        codec.flags(codec.flags() | AV_CODEC_FLAG_OUTPUT_CORRUPT);
      }
      codec.max_pixels(maxPixels);
      code = avcodec_open2(codec, decoder, (AVDictionary) null);
    }
    if (code < 0) {
      throw new VideoRejectedException(
          RejectReason.UNREADABLE,
          name,
          "the decoder for " + codecName() + " does not start: " + FfmpegError.describe(code));
    }
  }

  private static String tag(AVCodecParameters parameters) {
    byte[] tag = new byte[AV_FOURCC_MAX_STRING_SIZE];
    av_fourcc_make_string(tag, parameters.codec_tag());
    return new String(tag, StandardCharsets.US_ASCII).trim();
  }

  String codecName() {
    return avcodec_get_name(source.parameters().codec_id()).getString();
  }

  /** How long a frame is shown by the rate in the codec's own headers; 0 where they have none. */
  double codedFrameSeconds() {
    return codec.framerate().num() > 0 && codec.framerate().den() > 0
        ? 1 / av_q2d(codec.framerate())
        : 0;
  }

  int errors() {
    return errors;
  }

  String firstError() {
    return firstError;
  }

  /**
   * Decodes the next frame in presentation order.
   *
   * @return the frame, valid until the next call, or empty at the end of the stream
   * @throws IOException if the file system failed or the deadline passed
   */
  Optional<AVFrame> next() throws IOException {
    while (true) {
      deadline.check();
      int code = avcodec_receive_frame(codec, frame);
      if (code >= 0 && tellsOfLostFrames && isMarkedCorrupt()) {
        if (begun) {
          count("a frame is lost with one that it is predicted from");
        }
        continue;
      }
      if (code >= 0) {
        begun = true;
        checkFrame();
        return Optional.of(frame);
      }
      if (code == AVERROR_EOF) {
        return Optional.empty();
      }
      if (code != FfmpegError.AGAIN) {
        count("a frame does not decode: " + FfmpegError.describe(code));
        if (draining && ++errorsWhileDraining > MAX_ERRORS_WHILE_DRAINING) {
          return Optional.empty();
        }
      }
      if (!draining) {
        feed();
      } else if (code == FfmpegError.AGAIN) {
        return Optional.empty();
      }
    }
  }

  /** Makes ready for packets from a key frame on, after the end of those before. */
  void restart() {
    avcodec_flush_buffers(codec);
    draining = false;
  }

  private void checkFrame() {
    if (frame.decode_error_flags() != 0) {
      count("a frame was patched up by the codec (flags " + frame.decode_error_flags() + ")");
    } else if (isMarkedCorrupt()) {
      count("a frame is marked as corrupt by the codec");
    }
  }

  private boolean isMarkedCorrupt() {
    return (frame.flags() & FRAME_FLAG_CORRUPT) != 0;
  }

  private void feed() throws IOException {
    int code;
    do {
      deadline.check();
      av_packet_unref(packet);
      code = source.read(packet);
    } while (code == FfmpegError.AGAIN || (code >= 0 && isEmpty()));
    if (code < 0) {
      if (code != AVERROR_EOF) {
        count("the container breaks off: " + FfmpegError.describe(code));
      }
      draining = true;
      code = avcodec_send_packet(codec, null);
    } else {
      if ((packet.flags() & AV_PKT_FLAG_CORRUPT) != 0) {
        count("a packet is incomplete");
      }
      code = avcodec_send_packet(codec, packet);
      if (isError(code)) {
        requireSmallImage();
      }
      av_packet_unref(packet);
    }
    if (isError(code)) {
      count("a packet does not decode: " + FfmpegError.describe(code));
    }
  }

  private static boolean isError(int code) {
    return code < 0 && code != FfmpegError.AGAIN && code != AVERROR_EOF;
  }

  /** The decoder does not say that it refuses an image for its size. */
  private void requireSmallImage() throws VideoRejectedException {
    byte[] begin = new byte[Math.min(packet.size(), IMAGE_HEADER_BYTES)];
    packet.data().get(begin);
    Optional<ImageHeader> image = ImageHeader.of(begin);
    if (image.isPresent()) {
      requireSmall(image.get().width(), image.get().height());
    }
  }

  private void requireSmall(long width, long height) throws VideoRejectedException {
    if (height > 0 && width > maxPixels / height) {
      throw new VideoRejectedException(
          RejectReason.TOO_LARGE,
          name,
          "pictures of %dx%d pixels, the limit is %d pixels in all"
              .formatted(width, height, maxPixels));
    }
  }

  /** Whether the packet only says that the frame before stays, as AVI's and Theora's may. */
  private boolean isEmpty() {
    return packet.size() == 0 && packet.side_data_elems() == 0;
  }

  private void count(String error) {
    if (errors++ == 0) {
      firstError = error;
    }
  }

  @Override
  public void close() {
    if (frame != null) {
      av_frame_free(frame);
      frame = null;
    }
    if (packet != null) {
      av_packet_free(packet);
      packet = null;
    }
    if (codec != null) {
      avcodec_free_context(codec);
      codec = null;
    }
  }
}
