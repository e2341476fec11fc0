package io.kinespark.preprocessing.video;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_BITEXACT;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_GLOBAL_HEADER;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_QSCALE;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_H264;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MPEG4;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_move_ref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_MPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_SMPTE170M;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_QUIET;
import static org.bytedeco.ffmpeg.global.avutil.AV_PICTURE_TYPE_I;
import static org.bytedeco.ffmpeg.global.avutil.AV_PICTURE_TYPE_NONE;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.FF_QP2LAMBDA;
import static org.bytedeco.ffmpeg.global.avutil.av_d2q;
import static org.bytedeco.ffmpeg.global.avutil.av_inv_q;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;

/**
 * Encodes frames to a video file in memory, on the calling thread. Equal frames and options make
 * equal files. Every group of pictures stands for itself and nothing is reordered: packet {@code i}
 * is frame {@code i}.
 */
public final class VideoEncoder implements Closeable {

  /** MPEG-4 part 2 writes the rate's denominator in 16 bits. */
  private static final int MAX_RATE_TERM = 65_535;

  private final FrameSize size;
  private final EncodeOptions options;
  private final MemoryMuxer muxer;
  private AVCodecContext codec;
  private AVPacket packet;
  private YuvPicture picture;
  private final List<AVPacket> packets = new ArrayList<>();
  private int frames;
  private long bytes;

  private VideoEncoder(FrameSize size, EncodeOptions options, MemoryMuxer muxer) {
    this.size = size;
    this.options = options;
    this.muxer = muxer;
  }

  /**
   * Begins a video.
   *
   * @param container the file's extension, such as {@code mp4}, {@code avi} or {@code mkv}
   * @param size size of the frames, both sides even
   * @param options codec, rate and quality
   * @return an encoder, to be closed by the caller
   * @throws IOException if there is no such container or the codec refuses the size or the rate
   * @throws IllegalArgumentException if a side is odd
   */
  public static VideoEncoder open(String container, FrameSize size, EncodeOptions options)
      throws IOException {
    return open(container, size, options, Integer.MAX_VALUE);
  }

  /**
   * Begins a video of bounded length.
   *
   * @param container the file's extension, such as {@code mp4}, {@code avi} or {@code mkv}
   * @param size size of the frames, both sides even
   * @param options codec, rate and quality
   * @param maxBytes bytes of the file, over which {@link #finish} throws an {@link
   *     EncodingException}
   * @return an encoder, to be closed by the caller
   * @throws IOException if there is no such container or the codec refuses the size or the rate
   * @throws IllegalArgumentException if a side is odd
   */
  public static VideoEncoder open(
      String container, FrameSize size, EncodeOptions options, long maxBytes) throws IOException {
    if (size.width() % 2 != 0 || size.height() % 2 != 0) {
      throw new IllegalArgumentException("4:2:0 video has even sides, not " + size);
    }
    av_log_set_level(AV_LOG_QUIET);
    VideoEncoder encoder = new VideoEncoder(size, options, MemoryMuxer.open(container, maxBytes));
    try {
      encoder.openCodec();
      return encoder;
    } catch (IOException | RuntimeException | Error e) {
      encoder.close();
      throw e;
    }
  }

  private void openCodec() throws IOException {
    AVCodec encoder =
        avcodec_find_encoder(
            switch (options.codec()) {
              case H264 -> AV_CODEC_ID_H264;
              case MPEG4 -> AV_CODEC_ID_MPEG4;
            });
    codec = avcodec_alloc_context3(encoder);
    packet = av_packet_alloc();
    picture = YuvPicture.allocate(size);
    if (codec == null || packet == null) {
      throw new OutOfMemoryError("No native memory to encode a video of " + size);
    }
    codec.width(size.width()).height(size.height()).pix_fmt(AV_PIX_FMT_YUV420P);
    try (AVRational rate = av_d2q(options.fps(), MAX_RATE_TERM);
        AVRational timeBase = av_inv_q(rate)) {
      codec.framerate(rate).time_base(timeBase);
    }
    codec.gop_size(options.gop()).max_b_frames(0).thread_count(1);
    codec.colorspace(AVCOL_SPC_SMPTE170M).color_range(AVCOL_RANGE_MPEG);
    codec.flags(codec.flags() | AV_CODEC_FLAG_BITEXACT | AV_CODEC_FLAG_QSCALE);
    codec.global_quality(options.quantiser() * FF_QP2LAMBDA);
    codec.qmin(options.quantiser()).qmax(options.quantiser());
    if (muxer.hasGlobalHeader()) {
      codec.flags(codec.flags() | AV_CODEC_FLAG_GLOBAL_HEADER);
    }
    int code = avcodec_open2(codec, encoder, (AVDictionary) null);
    if (code < 0) {
      throw new IOException(
          "%s does not encode pictures of %s at %s frames a second: %s"
              .formatted(options.codec(), size, options.fps(), FfmpegError.describe(code)));
    }
  }

  /**
   * Appends a frame.
   *
   * @param frame a frame of the encoder's size
   * @throws EncodingException if the codec does not take it
   * @throws IllegalArgumentException if it has another size
   */
  public void write(RgbFrame frame) throws EncodingException {
    if (!frame.size().equals(size)) {
      throw new IllegalArgumentException("A frame of " + frame.size() + " in a video of " + size);
    }
    AVFrame yuv = picture.convert(frame);
    yuv.pts(frames);
    yuv.duration(1);
    yuv.pict_type(frames % options.gop() == 0 ? AV_PICTURE_TYPE_I : AV_PICTURE_TYPE_NONE);
    frames++;
    send(yuv);
  }

  /**
   * Size of what is encoded so far.
   *
   * @return bytes, without the container's
   */
  public long bytes() {
    return bytes;
  }

  /**
   * Makes the file.
   *
   * @return the whole file; the encoder is of no further use
   * @throws IOException if that fails
   */
  public byte[] finish() throws IOException {
    return finish(options.fps());
  }

  /**
   * Makes the file, with frames that are shown at another rate than was thought before.
   *
   * @param fps frames a second, above 0
   * @return the whole file; the encoder is of no further use
   * @throws IOException if that fails
   */
  public byte[] finish(double fps) throws IOException {
    send(null);
    try (AVRational rate = av_d2q(fps, MAX_RATE_TERM)) {
      muxer.begin(codec, rate);
    }
    for (AVPacket each : packets) {
      muxer.write(each);
    }
    return muxer.finish();
  }

  private void send(AVFrame frame) throws EncodingException {
    check(avcodec_send_frame(codec, frame));
    while (true) {
      int code = avcodec_receive_packet(codec, packet);
      if (code == FfmpegError.AGAIN || code == AVERROR_EOF) {
        return;
      }
      check(code);
      packet.duration(1);
      bytes += packet.size();
      AVPacket kept = av_packet_alloc();
      if (kept == null) {
        throw new OutOfMemoryError("No native memory for a packet");
      }
      packets.add(kept);
      av_packet_move_ref(kept, packet);
    }
  }

  private void check(int code) throws EncodingException {
    if (code < 0) {
      throw new EncodingException(
          "frame %d of a %s video of %s is not encoded: %s"
              .formatted(
                  frames - 1,
                  options.codec().name().toLowerCase(Locale.ROOT),
                  size,
                  FfmpegError.describe(code)));
    }
  }

  @Override
  public void close() {
    packets.forEach(each -> av_packet_free(each));
    packets.clear();
    if (picture != null) {
      picture.close();
      picture = null;
    }
    if (packet != null) {
      av_packet_free(packet);
      packet = null;
    }
    if (codec != null) {
      avcodec_free_context(codec);
      codec = null;
    }
    muxer.close();
  }
}
