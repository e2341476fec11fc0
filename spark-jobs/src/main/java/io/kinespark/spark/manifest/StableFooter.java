package io.kinespark.spark.manifest;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Util;

/**
 * Parquet's writer names the encodings of a column in the order of a hash set of objects, which is
 * another one in every process. Here they are sorted, so that equal tables are equal files.
 */
final class StableFooter {
  private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
  private static final int TAIL = Integer.BYTES + MAGIC.length;

  private StableFooter() {}

  /**
   * A file with its encodings sorted.
   *
   * @param file a whole Parquet file: data, footer, length of the footer, magic number
   * @throws IOException if it is none
   */
  static byte[] of(byte[] file) throws IOException {
    int footerEnd = file.length - TAIL;
    int length = footerEnd < 0 ? -1 : tail(file, footerEnd).getInt();
    if (length < 0
        || length > footerEnd
        || !Arrays.equals(
            MAGIC, Arrays.copyOfRange(file, file.length - MAGIC.length, file.length))) {
      throw new IOException("This is not a Parquet file");
    }
    int data = footerEnd - length;
    FileMetaData footer = Util.readFileMetaData(new ByteArrayInputStream(file, data, length));
    for (RowGroup group : footer.getRow_groups()) {
      for (ColumnChunk column : group.getColumns()) {
        sort(column.getMeta_data());
      }
    }
    ByteArrayOutputStream stable = new ByteArrayOutputStream(file.length);
    stable.write(file, 0, data);
    Util.writeFileMetaData(footer, stable);
    int written = stable.size() - data;
    stable.write(
        ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN).putInt(written).array());
    stable.write(MAGIC);
    return stable.toByteArray();
  }

  private static void sort(ColumnMetaData column) {
    List<Encoding> sorted =
        column.getEncodings().stream().sorted(Comparator.comparingInt(Encoding::getValue)).toList();
    column.setEncodings(sorted);
  }

  private static ByteBuffer tail(byte[] file, int from) {
    return ByteBuffer.wrap(file, from, TAIL).order(ByteOrder.LITTLE_ENDIAN);
  }
}
