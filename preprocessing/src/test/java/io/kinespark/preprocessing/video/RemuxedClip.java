package io.kinespark.preprocessing.video;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_copy;
import static org.bytedeco.ffmpeg.global.avformat.AVFMT_NOTIMESTAMPS;
import static org.bytedeco.ffmpeg.global.avformat.av_interleaved_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_write_trailer;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avformat.avio_flush;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;

/** Puts the streams of clips into one file, packet by packet, as {@code ffmpeg -c copy} does. */
final class RemuxedClip {

  private final String container;
  private final List<Source> sources = new ArrayList<>();
  private Map<String, String> options = Map.of();

  private RemuxedClip(String container) {
    this.container = container;
  }

  /** A file to be made, by its extension. */
  static RemuxedClip of(String container) {
    return new RemuxedClip(container);
  }

  /** Adds the video stream of a clip. */
  RemuxedClip stream(byte[] clip) {
    return stream(clip, 0, 0);
  }

  /**
   * Adds the video stream of a clip.
   *
   * @param disposition FFmpeg's flags for the stream
   * @param skipped packets at its beginning that are left out
   */
  RemuxedClip stream(byte[] clip, int disposition, int skipped) {
    sources.add(new Source(clip, disposition, skipped));
    return this;
  }

  /** Sets options of the muxer. */
  RemuxedClip with(Map<String, String> muxerOptions) {
    options = Map.copyOf(muxerOptions);
    return this;
  }

  /** Makes the file. */
  byte[] bytes() throws IOException {
    AVFormatContext format = new AVFormatContext(null);
    check(avformat_alloc_output_context2(format, null, null, "video." + container));
    AVDictionary dictionary = new AVDictionary();
    List<Container> opened = new ArrayList<>();
    try (MemoryOutput output = MemoryOutput.open(Integer.MAX_VALUE)) {
      format.pb(output.context());
      for (Source source : sources) {
        Container from = source.open();
        opened.add(from);
        AVStream stream = avformat_new_stream(format, (AVCodec) null);
        check(avcodec_parameters_copy(stream.codecpar(), from.parameters()));
        stream.codecpar().codec_tag(0);
        stream.time_base(from.timeBase());
        stream.disposition(source.disposition());
      }
      options.forEach((key, value) -> av_dict_set(dictionary, key, value, 0));
      check(avformat_write_header(format, dictionary));
      for (int i = 0; i < opened.size(); i++) {
        copy(opened.get(i), sources.get(i).skipped(), format, i);
      }
      check(av_write_trailer(format));
      avio_flush(output.context());
      return output.bytes();
    } finally {
      opened.forEach(Container::close);
      av_dict_free(dictionary);
      avformat_free_context(format);
    }
  }

  private static void copy(Container from, int skipped, AVFormatContext to, int index)
      throws IOException {
    AVPacket packet = av_packet_alloc();
    try {
      for (int read = 0; from.read(packet) >= 0; read++) {
        if (read < skipped) {
          av_packet_unref(packet);
          continue;
        }
        if ((to.oformat().flags() & AVFMT_NOTIMESTAMPS) == 0) {
          av_packet_rescale_ts(packet, from.timeBase(), to.streams(index).time_base());
        }
        packet.stream_index(index);
        packet.pos(-1);
        check(av_interleaved_write_frame(to, packet));
      }
    } finally {
      av_packet_free(packet);
    }
  }

  private static void check(int code) throws IOException {
    if (code < 0) {
      throw new IOException(FfmpegError.describe(code));
    }
  }

  private record Source(byte[] clip, int disposition, int skipped) {

    Container open() throws IOException {
      VideoInput input = new ByteArrayInput("clip", clip);
      return Container.open(
          input, Integer.MAX_VALUE, Deadline.after(Duration.ofMinutes(1), input.name()));
    }
  }
}
