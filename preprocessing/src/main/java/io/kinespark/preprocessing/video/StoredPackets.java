package io.kinespark.preprocessing.video;

import static org.bytedeco.ffmpeg.global.avcodec.AV_INPUT_BUFFER_PADDING_SIZE;
import static org.bytedeco.ffmpeg.global.avcodec.av_new_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_descriptor_get_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_free;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.av_make_q;
import static org.bytedeco.ffmpeg.global.avutil.av_mallocz;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.bytedeco.ffmpeg.avcodec.AVCodecDescriptor;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.javacpp.BytePointer;

/** Packets in memory, from a key frame on, one a frame and in presentation order. */
final class StoredPackets implements PacketSource, AutoCloseable {

  private final AVCodecParameters parameters;
  private final AVRational timeBase = av_make_q(1, 1);
  private final Queue<byte[]> left = new ArrayDeque<>();
  private long time;

  private StoredPackets(AVCodecParameters parameters) {
    this.parameters = parameters;
  }

  static StoredPackets of(CodecHeader header, String name) throws VideoRejectedException {
    AVCodecDescriptor descriptor = avcodec_descriptor_get_by_name(header.codec());
    if (descriptor == null || descriptor.isNull()) {
      throw new VideoRejectedException(
          RejectReason.UNREADABLE, name, "there is no codec '" + header.codec() + "'");
    }
    byte[] extradata = header.bytes();
    AVCodecParameters parameters = avcodec_parameters_alloc();
    BytePointer copy =
        new BytePointer(av_mallocz(extradata.length + (long) AV_INPUT_BUFFER_PADDING_SIZE));
    if (parameters == null || copy.isNull()) {
      throw new OutOfMemoryError("No native memory to decode " + name);
    }
    copy.put(extradata, 0, extradata.length);
    parameters.codec_type(AVMEDIA_TYPE_VIDEO).codec_id(descriptor.id());
    parameters.extradata(copy).extradata_size(extradata.length);
    return new StoredPackets(parameters);
  }

  /** Sets the packets that are read next. */
  void load(List<byte[]> packets) {
    left.clear();
    left.addAll(packets);
  }

  @Override
  public AVCodecParameters parameters() {
    return parameters;
  }

  @Override
  public AVRational timeBase() {
    return timeBase;
  }

  @Override
  public int read(AVPacket packet) {
    byte[] bytes = left.poll();
    if (bytes == null) {
      return AVERROR_EOF;
    }
    int code = av_new_packet(packet, bytes.length);
    if (code < 0) {
      return code;
    }
    packet.data().put(bytes, 0, bytes.length);
    packet.pts(time).dts(time);
    time++;
    return code;
  }

  @Override
  public void close() {
    avcodec_parameters_free(parameters);
    timeBase.close();
  }
}
