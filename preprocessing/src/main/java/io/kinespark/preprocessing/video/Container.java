package io.kinespark.preprocessing.video;

import static org.bytedeco.ffmpeg.global.avcodec.AVDISCARD_ALL;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_side_data_get;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_ATTACHED_PIC;
import static org.bytedeco.ffmpeg.global.avformat.av_find_best_stream;
import static org.bytedeco.ffmpeg.global.avformat.av_guess_sample_aspect_ratio;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avformat.avio_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avio_context_free;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.AV_TIME_BASE;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_display_rotation_get;
import static org.bytedeco.ffmpeg.global.avutil.av_free;
import static org.bytedeco.ffmpeg.global.avutil.av_malloc;
import static org.bytedeco.ffmpeg.global.avutil.av_q2d;

import java.io.IOException;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;

/** An open container and the one video stream in it that is read. */
final class Container implements PacketSource, AutoCloseable {

  private static final int BUFFER_BYTES = 1 << 16;

  private final String name;
  private final AvioBridge.Attached attached;
  private AVIOContext io;
  private AVFormatContext format;
  private AVStream stream;

  private Container(VideoInput input, Deadline deadline) {
    this.name = input.name();
    this.attached = AvioBridge.shared().attach(input, deadline);
  }

  static Container open(VideoInput input, Deadline deadline) throws IOException {
    Container container = new Container(input, deadline);
    try {
      container.openFormat();
      container.chooseStream();
      return container;
    } catch (IOException | RuntimeException | Error e) {
      container.close();
      throw e;
    }
  }

  private void openFormat() throws IOException {
    BytePointer buffer = new BytePointer(av_malloc(BUFFER_BYTES));
    if (buffer.isNull()) {
      throw new OutOfMemoryError("No native memory for the read buffer of " + name);
    }
    AvioBridge bridge = AvioBridge.shared();
    io =
        avio_alloc_context(
            buffer, BUFFER_BYTES, 0, attached.opaque(), bridge.reader(), null, bridge.seeker());
    if (io == null) {
      av_free(buffer);
      throw new OutOfMemoryError("No native memory for the reader of " + name);
    }
    AVFormatContext context = avformat_alloc_context();
    context.pb(io);
    context.interrupt_callback().callback(bridge.interrupter()).opaque(attached.opaque());
    AVDictionary options = new AVDictionary();
    try {
      // A file that is a play list must not make this process open what it names.
      av_dict_set(options, "protocol_whitelist", "none", 0);
      int code = avformat_open_input(context, "", (AVInputFormat) null, options);
      if (code < 0) {
        // FFmpeg has freed the context already.
        attached.rethrow();
        throw unreadable("the container does not open: " + FfmpegError.describe(code));
      }
      format = context;
    } finally {
      av_dict_free(options);
    }
    int code = avformat_find_stream_info(format, (PointerPointer<?>) null);
    attached.rethrow();
    if (code < 0) {
      throw unreadable("the streams are not recognised: " + FfmpegError.describe(code));
    }
  }

  private void chooseStream() throws VideoRejectedException {
    int index = av_find_best_stream(format, AVMEDIA_TYPE_VIDEO, -1, -1, (AVCodec) null, 0);
    if (index < 0 || isCoverArt(format.streams(index))) {
      throw new VideoRejectedException(
          RejectReason.NO_VIDEO_STREAM,
          name,
          "none of the " + format.nb_streams() + " streams holds moving pictures");
    }
    stream = format.streams(index);
    for (int i = 0; i < format.nb_streams(); i++) {
      if (i != index) {
        format.streams(i).discard(AVDISCARD_ALL);
      }
    }
  }

  private static boolean isCoverArt(AVStream candidate) {
    return (candidate.disposition() & AV_DISPOSITION_ATTACHED_PIC) != 0;
  }

  private VideoRejectedException unreadable(String detail) {
    return new VideoRejectedException(RejectReason.UNREADABLE, name, detail);
  }

  @Override
  public AVCodecParameters parameters() {
    return stream.codecpar();
  }

  @Override
  public AVRational timeBase() {
    return stream.time_base();
  }

  @Override
  public int read(AVPacket packet) throws IOException {
    int code = av_read_frame(format, packet);
    attached.rethrow();
    return code >= 0 && packet.stream_index() != stream.index() ? FfmpegError.AGAIN : code;
  }

  long headerFrames() {
    return stream.nb_frames() > 0 ? stream.nb_frames() : DecodeReport.UNKNOWN;
  }

  double headerSeconds() {
    if (stream.duration() != AV_NOPTS_VALUE && stream.duration() > 0) {
      return stream.duration() * secondsPerTick();
    }
    return format.duration() > 0 ? (double) format.duration() / AV_TIME_BASE : 0;
  }

  double headerFps() {
    double average = rate(stream.avg_frame_rate());
    return average > 0 ? average : rate(stream.r_frame_rate());
  }

  double secondsPerTick() {
    return av_q2d(stream.time_base());
  }

  /** When the file begins, in seconds: the earliest time stamp of any of its streams. */
  double startSeconds() {
    return format.start_time() == AV_NOPTS_VALUE ? 0 : (double) format.start_time() / AV_TIME_BASE;
  }

  /** Width over height of a stored pixel by the container or, failing that, by the frame. */
  double pixelAspect(AVFrame frame) {
    try (AVRational ratio = av_guess_sample_aspect_ratio(format, stream, frame)) {
      double aspect = rate(ratio);
      return aspect > 0 ? aspect : 1;
    }
  }

  private static double rate(AVRational rational) {
    return rational.den() == 0 ? 0 : av_q2d(rational);
  }

  Orientation orientation() {
    IntPointer matrix = displayMatrix();
    if (matrix == null) {
      return Orientation.UPRIGHT;
    }
    int[] values = new int[9];
    matrix.get(values);
    return Orientation.ofDisplayMatrix(values);
  }

  int rotationDegrees() {
    IntPointer matrix = displayMatrix();
    double degrees = matrix == null ? 0 : av_display_rotation_get(matrix);
    return Double.isNaN(degrees) ? 0 : (int) Math.round(degrees);
  }

  private IntPointer displayMatrix() {
    AVPacketSideData first = stream.codecpar().coded_side_data();
    if (first == null || first.isNull()) {
      return null;
    }
    AVPacketSideData found =
        av_packet_side_data_get(
            first, stream.codecpar().nb_coded_side_data(), AV_PKT_DATA_DISPLAYMATRIX);
    return found == null || found.isNull() ? null : new IntPointer(found.data());
  }

  @Override
  public void close() {
    if (format != null) {
      avformat_close_input(format);
      avformat_free_context(format);
      format = null;
    }
    if (io != null) {
      // FFmpeg may have replaced the buffer it was given.
      av_free(io.buffer());
      avio_context_free(io);
      io = null;
    }
    AvioBridge.shared().detach(attached);
  }
}
