package io.kinespark.preprocessing.shard;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Names of videos within shards. */
final class ShardKey {

  private static final int READABLE_CHARACTERS = 48;
  private static final int HASH_BYTES = 6;

  private ShardKey() {}

  /**
   * A key for a sample: the readable end of its id, without dots, since WebDataset ends a key at
   * the first dot, and a hash of the whole id that keeps keys apart. It fits a plain tar header.
   */
  static String of(String id) {
    int folder = id.lastIndexOf('/');
    int dot = id.lastIndexOf('.');
    String stem = id.substring(folder + 1, dot > folder ? dot : id.length());
    String readable = stem.replaceAll("[^A-Za-z0-9_-]", "_");
    return readable.substring(0, Math.min(readable.length(), READABLE_CHARACTERS)) + "-" + hash(id);
  }

  private static String hash(String id) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }
}
