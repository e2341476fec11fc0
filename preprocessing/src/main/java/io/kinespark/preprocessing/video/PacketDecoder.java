package io.kinespark.preprocessing.video;

import java.io.IOException;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * Decodes stretches of a video whose packets are at hand, without its container: of each group of
 * pictures just the packets up to the last frame wanted. For one call; not for several threads.
 */
public final class PacketDecoder implements AutoCloseable {

  private final String name;
  private final StoredPackets packets;
  private final FrameDecoder decoder;
  private Optional<RgbConverter> converter = Optional.empty();

  private PacketDecoder(String name, StoredPackets packets, FrameDecoder decoder) {
    this.name = name;
    this.packets = packets;
    this.decoder = decoder;
  }

  /**
   * Opens a decoder.
   *
   * @param name what names the video in messages
   * @param header of its codec
   * @param options limits of decoding
   * @return the decoder, to be closed by the caller
   * @throws VideoRejectedException if the codec does not open
   */
  public static PacketDecoder open(String name, CodecHeader header, DecodeOptions options)
      throws VideoRejectedException {
    FfmpegProcess.prepare(options.maxPixels());
    StoredPackets packets = StoredPackets.of(header, name);
    try {
      Deadline deadline = Deadline.after(options.deadline(), name);
      return new PacketDecoder(name, packets, FrameDecoder.open(packets, name, options, deadline));
    } catch (VideoRejectedException | RuntimeException | Error e) {
      packets.close();
      throw e;
    }
  }

  /**
   * Decodes consecutive packets.
   *
   * @param run the packets, one a frame, the first one of a key frame
   * @param wanted places in {@code run} of the frames whose pictures are wanted
   * @param visitor sees those pictures in their order, each with its place in {@code run}
   * @throws VideoRejectedException {@link RejectReason#DECODE_ERRORS} if a packet does not decode;
   *     the visitor may have seen pictures already
   * @throws IOException if the deadline passed, the thread was interrupted or the visitor fails
   */
  public void decode(List<byte[]> run, BitSet wanted, PictureVisitor visitor) throws IOException {
    packets.load(run);
    decoder.restart();
    int frames = 0;
    Optional<AVFrame> frame = decoder.next();
    while (frame.isPresent()) {
      if (wanted.get(frames)) {
        visitor.visit(frames, picture(frame.get()));
      }
      frames++;
      frame = decoder.next();
    }
    if (decoder.errors() > 0 || frames != run.size()) {
      throw new VideoRejectedException(
          RejectReason.DECODE_ERRORS,
          name,
          "%d of %d packed frames decode, %d errors, first: %s"
              .formatted(frames, run.size(), decoder.errors(), decoder.firstError()));
    }
  }

  private Picture picture(AVFrame frame) {
    if (converter.isEmpty()) {
      FrameSize size = new FrameSize(frame.width(), frame.height());
      converter = Optional.of(new RgbConverter(name, Orientation.UPRIGHT, size));
    }
    return converter.get().picture(frame);
  }

  @Override
  public void close() {
    converter.ifPresent(RgbConverter::close);
    decoder.close();
    packets.close();
  }
}
