package io.kinespark.preprocessing.video;

import static org.bytedeco.ffmpeg.global.avcodec.AVDISCARD_ALL;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_ENCRYPTION_INFO;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_get_side_data;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_side_data_get;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_descriptor_get;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avformat.AVFMT_DURATION_FROM_STREAM;
import static org.bytedeco.ffmpeg.global.avformat.AVFMT_TS_DISCONT;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_ATTACHED_PIC;
import static org.bytedeco.ffmpeg.global.avformat.av_guess_sample_aspect_ratio;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_index_get_entries_count;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avformat.avio_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avio_context_free;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.AV_TIME_BASE;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set_int;
import static org.bytedeco.ffmpeg.global.avutil.av_display_rotation_get;
import static org.bytedeco.ffmpeg.global.avutil.av_free;
import static org.bytedeco.ffmpeg.global.avutil.av_malloc;
import static org.bytedeco.ffmpeg.global.avutil.av_q2d;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
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
import org.bytedeco.javacpp.SizeTPointer;

/** An open container and the one video stream in it that is read. */
final class Container implements PacketSource, AutoCloseable {

  private static final int BUFFER_BYTES = 1 << 16;

  private final VideoInput input;
  private final AvioBridge.Attached attached;
  private AVIOContext io;
  private AVFormatContext format;
  private AVStream stream;
  private final List<Announced> announced = new ArrayList<>();
  private double readToSeconds;

  private Container(VideoInput input, Deadline deadline) {
    this.input = input;
    this.attached = AvioBridge.shared().attach(input, deadline);
  }

  /**
   * Opens a file.
   *
   * @param input the file, left open
   * @param maxPixels largest picture that FFmpeg may decode to learn what the streams are
   * @param deadline ends FFmpeg's own loops
   */
  static Container open(VideoInput input, long maxPixels, Deadline deadline) throws IOException {
    Container container = new Container(input, deadline);
    try {
      container.openFormat();
      container.recogniseStreams(maxPixels);
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
      throw new OutOfMemoryError("No native memory for the read buffer of " + input.name());
    }
    AvioBridge bridge = AvioBridge.shared();
    io =
        avio_alloc_context(
            buffer, BUFFER_BYTES, 0, attached.opaque(), bridge.reader(), null, bridge.seeker());
    if (io == null) {
      av_free(buffer);
      throw new OutOfMemoryError("No native memory for the reader of " + input.name());
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
        throw unreadable(
            "the container does not open: "
                + FfmpegError.describe(code)
                + ": "
                + FileHead.describe(input));
      }
      format = context;
    } finally {
      av_dict_free(options);
    }
  }

  private void recogniseStreams(long maxPixels) throws IOException {
    int streams = format.nb_streams();
    int code;
    try (PointerPointer<AVDictionary> limits = new PointerPointer<>(Math.max(1, streams))) {
      for (int i = 0; i < streams; i++) {
        announced.add(Announced.of(format.streams(i)));
        AVDictionary limit = new AVDictionary();
        av_dict_set_int(limit, "max_pixels", Math.min(maxPixels, Integer.MAX_VALUE), 0);
        limits.put(i, limit);
      }
      code = avformat_find_stream_info(format, streams == 0 ? null : limits);
      for (int i = 0; i < streams; i++) {
        AVDictionary left = limits.get(AVDictionary.class, i);
        if (left != null) {
          av_dict_free(left);
        }
      }
    }
    attached.rethrow();
    if (code < 0) {
      throw unreadable("the streams are not recognised: " + FfmpegError.describe(code));
    }
  }

  /**
   * Takes the first stream of moving pictures, as PyAV's {@code streams.video[0]}, torchvision and
   * {@code ffmpeg -map 0:v:0} do. Cover art is passed over, and what looks like it or has no
   * decoder is taken only if there is nothing else.
   */
  private void chooseStream() throws VideoRejectedException {
    for (int i = 0; i < format.nb_streams(); i++) {
      AVStream candidate = format.streams(i);
      if (isMoving(candidate) && (stream == null || rank(candidate) > rank(stream))) {
        stream = candidate;
      }
    }
    if (stream == null) {
      throw new VideoRejectedException(
          RejectReason.NO_VIDEO_STREAM,
          input.name(),
          "none of the " + format.nb_streams() + " streams holds moving pictures");
    }
    if (stream.codecpar().width() == 0) {
      // FFmpeg has found the pictures too large; how large they are, the header says.
      stream.codecpar().width(announced().width()).height(announced().height());
    }
    if (announced().duration() > 0) {
      for (int i = 0; i < format.nb_streams(); i++) {
        if (i != stream.index()) {
          format.streams(i).discard(AVDISCARD_ALL);
        }
      }
    }
  }

  private static boolean isMoving(AVStream candidate) {
    return candidate.codecpar().codec_type() == AVMEDIA_TYPE_VIDEO
        && (candidate.disposition() & AV_DISPOSITION_ATTACHED_PIC) == 0;
  }

  /** 0 without a decoder, 1 for codecs that image files have, too, 2 for those of videos only. */
  private static int rank(AVStream candidate) {
    int codec = candidate.codecpar().codec_id();
    if (avcodec_find_decoder(codec) == null) {
      return 0;
    }
    return avcodec_descriptor_get(codec).mime_types() == null ? 2 : 1;
  }

  private VideoRejectedException unreadable(String detail) {
    return new VideoRejectedException(RejectReason.UNREADABLE, input.name(), detail);
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
    if (code < 0) {
      return code;
    }
    if (packet.stream_index() != stream.index()) {
      noteEnd(packet);
      return FfmpegError.AGAIN;
    }
    if (av_packet_get_side_data(packet, AV_PKT_DATA_ENCRYPTION_INFO, (SizeTPointer) null) != null) {
      throw unreadable("the stream is encrypted");
    }
    return code;
  }

  private void noteEnd(AVPacket packet) {
    if (packet.pts() != AV_NOPTS_VALUE) {
      double tick = av_q2d(format.streams(packet.stream_index()).time_base());
      double end = (packet.pts() + Math.max(0, packet.duration())) * tick - startSeconds();
      readToSeconds = Math.max(readToSeconds, end);
    }
  }

  long headerFrames() {
    return stream.nb_frames() > 0 ? stream.nb_frames() : DecodeReport.UNKNOWN;
  }

  /** Playing time by the stream's own header in ticks; 0 where it declares none. */
  long declaredTicks() {
    return stream.duration() == AV_NOPTS_VALUE ? 0 : Math.max(0, stream.duration());
  }

  double headerSeconds() {
    if (declaredTicks() > 0) {
      return declaredTicks() * secondsPerTick();
    }
    return format.duration() > 0 ? (double) format.duration() / AV_TIME_BASE : 0;
  }

  /**
   * Playing time by the video stream's own header or, where it has none, by that of the whole file,
   * in seconds; 0 where no header says, but FFmpeg guesses from time stamps or bit rates.
   */
  double declaredSeconds() {
    if (announced().duration() > 0) {
      return announced().duration() * secondsPerTick();
    }
    boolean declared = format.duration_estimation_method() == AVFMT_DURATION_FROM_STREAM;
    return declared && format.duration() > 0 ? (double) format.duration() / AV_TIME_BASE : 0;
  }

  /**
   * When {@link #declaredSeconds} begin, in seconds from the beginning of the file: with the stream
   * or, where the whole file's are meant, at time stamp 0, as FFmpeg writes Matroska.
   */
  double declaredStartSeconds() {
    if (announced().duration() > 0 && stream.start_time() != AV_NOPTS_VALUE) {
      return stream.start_time() * secondsPerTick() - startSeconds();
    }
    return Math.min(0, -startSeconds());
  }

  private Announced announced() {
    return stream.index() < announced.size() ? announced.get(stream.index()) : Announced.NOTHING;
  }

  /**
   * How far the other streams were read, in seconds from the beginning of the file; 0 where the
   * video's own length is known, so that they are not read. A file whose sound was read to the end
   * is whole, however early its pictures end.
   */
  double readToSeconds() {
    return readToSeconds;
  }

  /**
   * Whether the container's tables list just so many frames. A video of which they all decoded is
   * whole, whatever length the header declares.
   */
  boolean lists(int frames) {
    boolean indexedFirst = format.iformat().name().getString().equals("avi");
    return frames == stream.nb_frames() || (indexedFirst && frames == announced().packets());
  }

  /** Whether this is an image file, which FFmpeg reads as a video of one frame. */
  boolean isImageFile() {
    return format.iformat().name().getString().endsWith("_pipe");
  }

  /** Whether a packet's length is that of its place in the order of decoding. */
  boolean timesDecodingOnly() {
    boolean mp4 = format.iformat().name().getString().contains("mp4");
    return mp4 && stream.codecpar().video_delay() > 0;
  }

  /** Whether time stamps may begin anew in the middle. */
  boolean mayJump() {
    return (format.iformat().flags() & AVFMT_TS_DISCONT) != 0;
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

  /**
   * What the container's own header says of a stream, before FFmpeg looks into its packets, guesses
   * what is missing and gives streams without a length that of the whole file.
   */
  private record Announced(long duration, int packets, int width, int height) {

    static final Announced NOTHING = new Announced(0, 0, 0, 0);

    static Announced of(AVStream stream) {
      return new Announced(
          Math.max(0, stream.duration()),
          avformat_index_get_entries_count(stream),
          stream.codecpar().width(),
          stream.codecpar().height());
    }
  }
}
