package io.kinespark.spark.manifest;

import io.kinespark.preprocessing.manifest.VideoRecord;
import io.kinespark.spark.checkpoint.Digests;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.apache.spark.sql.Row;

/**
 * SHA-256 of a video as its row has it: column by column, a byte that says whether there is a
 * value, then the value, big-endian, texts and arrays after their length. No two rows are the same
 * bytes, and every column takes part.
 */
final class RecordDigest {
  private static final byte MISSING = 0;
  private static final byte PRESENT = 1;

  private final MessageDigest digest = Digests.sha256();

  /** The digest of a video, 32 bytes. */
  byte[] of(VideoRecord record) {
    Row row = RecordRows.row(record);
    for (int i = 0; i < row.length(); i++) {
      if (row.isNullAt(i)) {
        digest.update(MISSING);
      } else {
        digest.update(PRESENT);
        update(row.get(i));
      }
    }
    return digest.digest();
  }

  private void update(Object value) {
    if (value instanceof String text) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      update(bytes.length);
      digest.update(bytes);
    } else if (value instanceof int[] numbers) {
      update(numbers.length);
      ByteBuffer bytes = ByteBuffer.allocate(numbers.length * Integer.BYTES);
      bytes.asIntBuffer().put(numbers);
      digest.update(bytes);
    } else if (value instanceof long[] numbers) {
      update(numbers.length);
      ByteBuffer bytes = ByteBuffer.allocate(numbers.length * Long.BYTES);
      bytes.asLongBuffer().put(numbers);
      digest.update(bytes);
    } else if (value instanceof Integer number) {
      update((int) number);
    } else if (value instanceof Long number) {
      digest.update(ByteBuffer.allocate(Long.BYTES).putLong(0, number));
    } else if (value instanceof Double number) {
      digest.update(ByteBuffer.allocate(Double.BYTES).putDouble(0, number));
    } else {
      throw new IllegalStateException("A manifest has no columns of " + value.getClass());
    }
  }

  private void update(int number) {
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, number));
  }
}
