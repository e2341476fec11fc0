package io.kinespark.spark.manifest;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.CodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.xerial.snappy.Snappy;

/**
 * Unpacks the pages of Parquet files, those of Snappy by itself: Parquet's own way never ends where
 * a page's header says that it is longer than it is, and takes as much memory as the header says.
 */
final class PageCodecs implements CompressionCodecFactory {
  /** Snappy's longest copy is 64 bytes, written in three. */
  private static final long MOST_BYTES_PER_BYTE = 22;

  private final CodecFactory others;

  PageCodecs(Configuration hadoop) {
    others = new CodecFactory(hadoop, 0);
  }

  @Override
  public BytesInputCompressor getCompressor(CompressionCodecName codec) {
    return others.getCompressor(codec);
  }

  @Override
  public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
    return codec == CompressionCodecName.SNAPPY ? new SnappyPages() : others.getDecompressor(codec);
  }

  @Override
  public void release() {
    others.release();
  }

  static final class SnappyPages implements BytesInputDecompressor {

    @Override
    public BytesInput decompress(BytesInput page, int size) throws IOException {
      return BytesInput.from(unpacked(page.toByteArray(), size));
    }

    @Override
    public void decompress(ByteBuffer page, int length, ByteBuffer into, int size)
        throws IOException {
      byte[] bytes = new byte[length];
      page.get(bytes);
      into.put(unpacked(bytes, size));
    }

    private static byte[] unpacked(byte[] page, int size) throws IOException {
      int found = page.length == 0 ? 0 : Snappy.uncompressedLength(page);
      if (found != size || found > MOST_BYTES_PER_BYTE * page.length) {
        throw new IOException(
            "a page of %d bytes cannot have %d, as its header says".formatted(page.length, size));
      }
      return found == 0 ? new byte[0] : Snappy.uncompress(page);
    }

    @Override
    public void release() {
      // Nothing is kept.
    }
  }
}
