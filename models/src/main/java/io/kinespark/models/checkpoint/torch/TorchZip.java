package io.kinespark.models.checkpoint.torch;

import io.kinespark.models.checkpoint.ByteSource;
import io.kinespark.models.checkpoint.CheckpointException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32;

/** The zip container of PyTorch 1.6 and later: a pickle, and a record for each storage. */
final class TorchZip implements TorchArchive {
  private static final String PICKLE = "data.pkl";
  private static final int LONGEST_BYTE_ORDER = 16;

  private final ByteSource source;
  private final ZipDirectory directory;
  private final String folder;
  private final PickleValue root;

  private TorchZip(ByteSource source, ZipDirectory directory, String folder) throws IOException {
    this.source = source;
    this.directory = directory;
    this.folder = folder;
    requireNoScript();
    requireLittleEndian();
    ZipRecord pickle = record(PICKLE);
    verify(pickle);
    long begin = directory.dataBegin(pickle);
    PickleInput in = new PickleInput(source, pickle.name(), begin, begin + pickle.size());
    this.root = PickleMachine.read(in, new StorageIds(source.size()));
  }

  static TorchZip open(ByteSource source) throws IOException {
    ZipDirectory directory = ZipDirectory.read(source);
    List<String> pickles =
        directory.records().keySet().stream()
            .filter(name -> name.equals(PICKLE) || name.endsWith("/" + PICKLE))
            .toList();
    if (pickles.size() != 1) {
      throw new CheckpointException(
          source.name(),
          "the archive has %d records %s instead of one; torch.save did not write it"
              .formatted(pickles.size(), PICKLE));
    }
    String pickle = pickles.get(0);
    return new TorchZip(source, directory, pickle.substring(0, pickle.length() - PICKLE.length()));
  }

  @Override
  public PickleValue root() {
    return root;
  }

  @Override
  public String form() {
    return "PyTorch zip";
  }

  @Override
  public byte[] read(StorageRef storage) throws IOException {
    ZipRecord record = record("data/" + storage.key());
    if (record.size() != storage.bytes()) {
      throw new CheckpointException(
          source.name(),
          "record '%s' has %d bytes, but its tensors need %d; the file is damaged"
              .formatted(Shown.name(record.name()), record.size(), storage.bytes()));
    }
    byte[] bytes = source.read(directory.dataBegin(record), (int) record.size());
    CRC32 checksum = new CRC32();
    checksum.update(bytes);
    requireChecksum(record, checksum);
    return bytes;
  }

  private void requireNoScript() throws CheckpointException {
    if (directory.records().containsKey(folder + "constants.pkl")) {
      throw new CheckpointException(
          source.name(),
          "this is a TorchScript program (torch.jit.save); save its state_dict() instead");
    }
  }

  private void requireLittleEndian() throws IOException {
    ZipRecord record = directory.records().get(folder + "byteorder");
    if (record == null) {
      return; // before PyTorch 2.1 there was only one order
    }
    int length = (int) Math.min(record.size(), LONGEST_BYTE_ORDER);
    byte[] bytes = source.read(directory.dataBegin(record), length);
    String order = new String(bytes, StandardCharsets.US_ASCII);
    if (!order.equals("little")) {
      throw new CheckpointException(
          source.name(),
          "its byte order is '%s'; only little-endian files are read".formatted(Shown.name(order)));
    }
  }

  private ZipRecord record(String name) throws CheckpointException {
    ZipRecord record = directory.records().get(folder + name);
    if (record == null) {
      throw new CheckpointException(
          source.name(),
          "the archive has no record '%s'; it is damaged".formatted(Shown.name(folder + name)));
    }
    return record;
  }

  private void verify(ZipRecord record) throws IOException {
    CRC32 checksum = new CRC32();
    byte[] window = new byte[(int) Math.min(record.size(), 1 << 16)];
    long begin = directory.dataBegin(record);
    for (long at = 0; at < record.size(); at += window.length) {
      int length = (int) Math.min(window.length, record.size() - at);
      source.read(begin + at, window, 0, length);
      checksum.update(window, 0, length);
    }
    requireChecksum(record, checksum);
  }

  /** Writers may be told to leave checksums out ({@code torch.serialization.set_crc32_options}). */
  private void requireChecksum(ZipRecord record, CRC32 checksum) throws CheckpointException {
    if (record.checksum() != 0 && record.checksum() != checksum.getValue()) {
      throw new CheckpointException(
          source.name(),
          "record '%s' has CRC-32 %08x, not %08x; the file is damaged, download or copy it again"
              .formatted(Shown.name(record.name()), checksum.getValue(), record.checksum()));
    }
  }
}
