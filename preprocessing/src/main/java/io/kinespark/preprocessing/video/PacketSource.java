package io.kinespark.preprocessing.video;

import java.io.IOException;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVRational;

/** Where a decoder takes its packets from. */
interface PacketSource {

  /** What the codec has to know. */
  AVCodecParameters parameters();

  /** Unit of the packets' times. */
  AVRational timeBase();

  /**
   * Reads the next packet.
   *
   * @param packet is empty and is filled
   * @return FFmpeg's code: {@link FfmpegError#AGAIN} if this one was of another stream; below 0
   *     otherwise at the end, or at damage that cannot be passed
   * @throws IOException if the file system failed or the deadline passed
   */
  int read(AVPacket packet) throws IOException;
}
