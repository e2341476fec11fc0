package io.kinespark.preprocessing.video;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;

/**
 * Where every frame of a video file of ours lies in it.
 *
 * @param header what its decoder has to know
 * @param packets the frames' packets in presentation order
 */
public record PacketTable(CodecHeader header, List<Packet> packets) {

  private static final Duration LONGEST = Duration.ofMinutes(2);

  /**
   * The coded form of a frame.
   *
   * @param offset position of its first byte in the file
   * @param length its bytes
   * @param key whether it can be decoded without the frames before
   */
  public record Packet(long offset, int length, boolean key) {}

  /** Keeps an immutable copy of the list. */
  public PacketTable {
    packets = List.copyOf(packets);
  }

  /**
   * Reads the table of a file that {@link VideoEncoder} has made.
   *
   * @param file the whole file
   * @return its table
   * @throws IOException if this is no file without reordering that begins with a key frame
   */
  public static PacketTable of(byte[] file) throws IOException {
    VideoInput input = new ByteArrayInput("an encoded video", file);
    AVPacket packet = av_packet_alloc();
    if (packet == null) {
      throw new OutOfMemoryError("No native memory for a packet");
    }
    Deadline deadline = Deadline.after(LONGEST, input.name());
    try (Container container = Container.open(input, Integer.MAX_VALUE, deadline)) {
      List<Packet> packets = new ArrayList<>();
      long last = Long.MIN_VALUE;
      int code = container.read(packet);
      while (code >= 0) {
        boolean key = (packet.flags() & AV_PKT_FLAG_KEY) != 0;
        if (packet.pos() < 0 || packet.pts() <= last || (packets.isEmpty() && !key)) {
          throw new IOException(
              "Packet " + packets.size() + " of an encoded video is out of order");
        }
        last = packet.pts();
        packets.add(new Packet(packet.pos(), packet.size(), key));
        av_packet_unref(packet);
        code = container.read(packet);
      }
      if (code != AVERROR_EOF) {
        throw new IOException("An encoded video breaks off: " + FfmpegError.describe(code));
      }
      return new PacketTable(header(container.parameters()), packets);
    } finally {
      av_packet_free(packet);
    }
  }

  private static CodecHeader header(AVCodecParameters parameters) {
    byte[] sets = new byte[parameters.extradata_size()];
    if (sets.length > 0) {
      parameters.extradata().get(sets);
    }
    return CodecHeader.of(avcodec_get_name(parameters.codec_id()).getString(), sets);
  }
}
