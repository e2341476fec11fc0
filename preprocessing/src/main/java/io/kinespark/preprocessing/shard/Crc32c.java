package io.kinespark.preprocessing.shard;

import java.util.zip.CRC32C;

/** CRC-32C (Castagnoli) of byte arrays. */
final class Crc32c {

  private Crc32c() {}

  static int of(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, bytes.length);
    return (int) crc.getValue();
  }
}
