package io.kinespark.preprocessing.video;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_from_context;
import static org.bytedeco.ffmpeg.global.avformat.AVFMT_GLOBALHEADER;
import static org.bytedeco.ffmpeg.global.avformat.av_interleaved_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_write_trailer;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avformat.avio_flush;
import static org.bytedeco.ffmpeg.global.avutil.av_inv_q;

import java.io.IOException;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVRational;

/**
 * A container in the making, in memory. It holds nothing about who made it and when: equal packets
 * make equal files.
 */
final class MemoryMuxer implements AutoCloseable {

  private final String container;
  private final MemoryOutput output;
  private AVFormatContext format;
  private AVStream stream;
  private AVRational timeBase;

  private MemoryMuxer(String container, MemoryOutput output) {
    this.container = container;
    this.output = output;
  }

  /**
   * Begins a file.
   *
   * @param container its extension, such as {@code mp4}
   * @param maxBytes largest length of the file
   * @throws IOException if FFmpeg knows no such container
   */
  static MemoryMuxer open(String container, long maxBytes) throws IOException {
    AVFormatContext format = new AVFormatContext(null);
    check(
        avformat_alloc_output_context2(format, null, null, "video." + container),
        "FFmpeg writes no container " + container);
    MemoryMuxer muxer = new MemoryMuxer(container, MemoryOutput.open(maxBytes));
    muxer.format = format;
    format.pb(muxer.output.context());
    format.flags(format.flags() | AVFormatContext.AVFMT_FLAG_BITEXACT);
    return muxer;
  }

  /** Whether codecs put their parameter sets into the container's header. */
  boolean hasGlobalHeader() {
    return (format.oformat().flags() & AVFMT_GLOBALHEADER) != 0;
  }

  /**
   * Writes the header.
   *
   * @param encoder the open encoder of the packets to come
   * @param rate their number a second
   */
  void begin(AVCodecContext encoder, AVRational rate) throws IOException {
    stream = avformat_new_stream(format, (AVCodec) null);
    if (stream == null) {
      throw new OutOfMemoryError("No native memory for a video stream");
    }
    check(
        avcodec_parameters_from_context(stream.codecpar(), encoder),
        "The encoder's parameters are not copied");
    stream.codecpar().framerate(rate);
    stream.avg_frame_rate(rate);
    timeBase = av_inv_q(rate);
    stream.time_base(timeBase);
    checkWritten(
        avformat_write_header(format, (AVDictionary) null),
        "The codec does not fit into a container " + container);
  }

  /** Appends a packet, whose times are numbers of frames. */
  void write(AVPacket packet) throws IOException {
    av_packet_rescale_ts(packet, timeBase, stream.time_base());
    packet.stream_index(stream.index());
    checkWritten(av_interleaved_write_frame(format, packet), "A packet is not written");
  }

  /** Writes the container's index and hands the file over. */
  byte[] finish() throws IOException {
    checkWritten(av_write_trailer(format), "The container's index is not written");
    avio_flush(output.context());
    output.rethrow();
    return output.bytes();
  }

  /** FFmpeg may go on for a while after a write that failed. */
  private void checkWritten(int code, String failure) throws IOException {
    output.rethrow();
    check(code, failure);
  }

  private static void check(int code, String failure) throws IOException {
    if (code < 0) {
      throw new IOException(failure + ": " + FfmpegError.describe(code));
    }
  }

  @Override
  public void close() {
    if (format != null) {
      avformat_free_context(format);
      format = null;
      output.close();
    }
    if (timeBase != null) {
      timeBase.close();
      timeBase = null;
    }
  }
}
