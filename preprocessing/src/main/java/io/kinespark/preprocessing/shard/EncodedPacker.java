package io.kinespark.preprocessing.shard;

import io.kinespark.preprocessing.augment.FrameRenderer;
import io.kinespark.preprocessing.manifest.FrameIndex;
import io.kinespark.preprocessing.manifest.IndexedVideo;
import io.kinespark.preprocessing.manifest.PackedVideo;
import io.kinespark.preprocessing.manifest.VideoFacts;
import io.kinespark.preprocessing.manifest.VideoRecord;
import io.kinespark.preprocessing.video.EncodingException;
import io.kinespark.preprocessing.video.FrameSize;
import io.kinespark.preprocessing.video.PacketTable;
import io.kinespark.preprocessing.video.PacketTable.Packet;
import io.kinespark.preprocessing.video.RejectReason;
import io.kinespark.preprocessing.video.RgbFrame;
import io.kinespark.preprocessing.video.VideoEncoder;
import io.kinespark.preprocessing.video.VideoInput;
import io.kinespark.preprocessing.video.VideoRejectedException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Packs videos that are encoded anew with short groups of pictures. */
final class EncodedPacker {

  private static final String CONTAINER = "mp4";
  private static final int SMALLEST_SIDE = 16;

  /** What codecs are told before the rate is known; at constant quality they make no use of it. */
  private static final double NOMINAL_FPS = 30;

  private final ReducedFrames frames;
  private final long maxBytes;
  private final FrameRenderer renderer = new FrameRenderer();

  /**
   * A packer.
   *
   * @param frames decodes
   * @param maxBytes largest encoded video, which is held in memory
   */
  EncodedPacker(ReducedFrames frames, long maxBytes) {
    this.frames = frames;
    this.maxBytes = maxBytes;
  }

  VideoRecord pack(
      VideoRecord record, VideoInput input, Storage.Encoded storage, ShardWriter writer)
      throws IOException {
    try (Encoding encoding = new Encoding(record, storage)) {
      ReducedFrames.Stored stored =
          frames.read(record, input, storage.reduction(), encoding::write);
      double fps = stored.fps();
      byte[] file = encoding.finish(fps > 0 ? fps : NOMINAL_FPS);
      PacketTable table = PacketTable.of(file);
      VideoFacts facts =
          new VideoFacts(
              table.packets().size(),
              fps,
              encoding.size.width(),
              encoding.size.height(),
              table.header().codec(),
              stored.report().decodeErrors(),
              stored.times());
      PackedVideo packed = writer.addVideo(record.ready(facts), CONTAINER, file);
      return record.packed(index(packed, table, file), facts);
    } catch (EncodingException e) {
      throw new VideoRejectedException(
          RejectReason.ENCODE_ERRORS,
          record.id(),
          e.getMessage()
              + "; a larger shard.video.quantiser, another codec or format = jpeg may take it",
          e);
    }
  }

  private static IndexedVideo index(PackedVideo packed, PacketTable table, byte[] file) {
    List<Packet> packets = table.packets();
    FrameIndex frames =
        new FrameIndex(
            packets.stream().mapToLong(packet -> packed.offset() + packet.offset()).toArray(),
            packets.stream().mapToInt(Packet::length).toArray(),
            packets.stream()
                .mapToInt(packet -> Crc32c.of(file, (int) packet.offset(), packet.length()))
                .toArray());
    List<Integer> keyFrames =
        IntStream.range(0, packets.size()).filter(i -> packets.get(i).key()).boxed().toList();
    return new IndexedVideo(packed, table.header(), frames, keyFrames);
  }

  /** 4:2:0 pictures have even sides, and codecs have blocks of 16 pixels. */
  private static FrameSize encodable(FrameSize size) {
    return new FrameSize(encodable(size.width()), encodable(size.height()));
  }

  private static int encodable(int side) {
    return Math.max(SMALLEST_SIDE, side - side % 2);
  }

  /** One video's encoder, which is opened when the size of its frames is known. */
  private final class Encoding implements AutoCloseable {

    private final VideoRecord record;
    private final Storage.Encoded storage;
    private Optional<VideoEncoder> encoder = Optional.empty();
    private FrameSize size;

    Encoding(VideoRecord record, Storage.Encoded storage) {
      this.record = record;
      this.storage = storage;
    }

    void write(RgbFrame frame, int copies) throws IOException {
      if (encoder.isEmpty()) {
        size = encodable(frame.size());
        encoder = Optional.of(VideoEncoder.open(CONTAINER, size, storage.at(NOMINAL_FPS)));
      }
      RgbFrame sized = renderer.resizeTo(frame, size);
      for (int i = 0; i < copies; i++) {
        encoder.get().write(sized);
      }
      if (encoder.get().bytes() > maxBytes) {
        throw new VideoRejectedException(
            RejectReason.TOO_LARGE,
            record.id(),
            "encoded anew it has more than shard.max-bytes = "
                + maxBytes
                + "; raise that, or make frames smaller or coarser");
      }
    }

    byte[] finish(double fps) throws IOException {
      return encoder.orElseThrow().finish(fps);
    }

    @Override
    public void close() {
      encoder.ifPresent(VideoEncoder::close);
    }
  }
}
