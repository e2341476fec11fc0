package io.kinespark.models.checkpoint.torch;

import io.kinespark.models.checkpoint.HostTensor;
import io.kinespark.models.checkpoint.StateDict;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes state dicts as {@code torch.save} does (zip container, pickle protocol 2), for {@code
 * torch.load}, also with {@code weights_only=True}. The bytes depend on the state dict alone.
 */
public final class TorchFile {
  private static final String FOLDER = "archive/";
  private static final String CONTAINER_VERSION = "3\n";
  private static final String RECORD_FORMAT = "1";

  /** Where records begin, so that PyTorch can map them into memory. */
  private static final int ALIGNMENT = 64;

  private static final int HEADER_BYTES = 30;
  private static final int EXTRA_HEADER_BYTES = 4;

  /** Some time that zip archives know, for the bytes to be the same at any time. */
  private static final LocalDateTime NO_TIME = LocalDateTime.of(2000, 1, 1, 0, 0);

  private TorchFile() {}

  /**
   * Writes to a stream, which the caller closes. Metadata has no place in the format and is left
   * out.
   *
   * @throws IOException if it cannot be written
   */
  public static void write(StateDict state, OutputStream out) throws IOException {
    CountingStream counting = new CountingStream(out);
    ZipOutputStream zip = new ZipOutputStream(counting);
    zip.setMethod(ZipOutputStream.STORED);
    put(zip, counting, "data.pkl", ByteBuffer.wrap(StateDictPickle.of(state)));
    put(zip, counting, ".format_version", ascii(RECORD_FORMAT));
    put(zip, counting, ".storage_alignment", ascii(Integer.toString(ALIGNMENT)));
    put(zip, counting, "byteorder", ascii("little"));
    int key = 0;
    for (HostTensor tensor : state.tensors().values()) {
      put(zip, counting, "data/" + key, tensor.buffer());
      key++;
    }
    put(zip, counting, "version", ascii(CONTAINER_VERSION));
    zip.finish();
    zip.flush();
  }

  private static ByteBuffer ascii(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static void put(
      ZipOutputStream zip, CountingStream position, String name, ByteBuffer content)
      throws IOException {
    ZipEntry entry = new ZipEntry(FOLDER + name);
    CRC32 checksum = new CRC32();
    checksum.update(content.duplicate());
    entry.setCrc(checksum.getValue());
    entry.setSize(content.remaining());
    entry.setTimeLocal(NO_TIME);
    entry.setExtra(padding(position.count + HEADER_BYTES + entry.getName().length()));
    zip.putNextEntry(entry);
    WritableByteChannel channel = Channels.newChannel(zip);
    while (content.hasRemaining()) {
      channel.write(content);
    }
    zip.closeEntry();
  }

  /** An extra field, of PyTorch's kind FB, that moves what follows it to a multiple. */
  private static byte[] padding(long begin) {
    int bytes = Math.floorMod(-(begin + EXTRA_HEADER_BYTES), ALIGNMENT);
    byte[] extra = new byte[EXTRA_HEADER_BYTES + bytes];
    Arrays.fill(extra, (byte) 'Z');
    extra[0] = 'F';
    extra[1] = 'B';
    extra[2] = (byte) bytes;
    extra[3] = 0;
    return extra;
  }

  /** Knows how many bytes have passed. */
  private static final class CountingStream extends FilterOutputStream {
    private long count;

    CountingStream(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int value) throws IOException {
      out.write(value);
      count++;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
      count += length;
    }
  }
}
