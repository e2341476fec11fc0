package io.kinespark.models.checkpoint.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinespark.models.checkpoint.ByteSource;
import io.kinespark.models.checkpoint.CheckpointException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Archives larger than 4 GiB have their sizes elsewhere; here a small one is made to look so. */
class ZipDirectoryTest {
  private static final int END_BYTES = 22;
  private static final int CENTRAL_BYTES = 46;
  private static final byte[] CONTENT = {1, 2, 3, 4};

  /** An archive of one record whose sizes and offsets are all in zip64 fields. */
  private static byte[] wide() {
    byte[] narrow = PickleAssembler.zip(CONTENT, Map.of());
    ByteBuffer file = ByteBuffer.wrap(narrow).order(ByteOrder.LITTLE_ENDIAN);
    int end = narrow.length - END_BYTES;
    int begin = file.getInt(end + 16);
    int name = file.getShort(begin + 28);
    ByteBuffer central =
        ByteBuffer.allocate(CENTRAL_BYTES + name + 28).order(ByteOrder.LITTLE_ENDIAN);
    central.put(narrow, begin, CENTRAL_BYTES + name).putShort((short) 1).putShort((short) 24);
    central.putLong(CONTENT.length).putLong(CONTENT.length).putLong(0);
    central.putInt(20, -1).putInt(24, -1).putInt(42, -1).putShort(30, (short) 28);
    int bytes = central.capacity();
    ByteBuffer wide =
        ByteBuffer.allocate(begin + bytes + 56 + 20 + END_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    wide.put(narrow, 0, begin).put(central.array());
    wide.putInt(0x06064b50).putLong(44).putInt(0).putLong(0).putLong(1).putLong(1);
    wide.putLong(bytes).putLong(begin);
    wide.putInt(0x07064b50).putInt(0).putLong(begin + bytes).putInt(1);
    wide.put(narrow, end, END_BYTES);
    int newEnd = wide.capacity() - END_BYTES;
    wide.putShort(newEnd + 10, (short) -1).putInt(newEnd + 12, -1).putInt(newEnd + 16, -1);
    return wide.array();
  }

  private static ZipDirectory read(byte[] file) throws IOException {
    return ZipDirectory.read(ByteSource.of(file, "wide.pth"));
  }

  @Test
  void zip64IsRead() throws IOException {
    ZipDirectory directory = read(wide());
    ZipRecord record = directory.records().get("a/data.pkl");

    assertThat(record.size()).isEqualTo(CONTENT.length);
    assertThat(ByteSource.of(wide(), "wide.pth").read(directory.dataBegin(record), CONTENT.length))
        .isEqualTo(CONTENT);
  }

  @Test
  void sizesBeyondTheFileAreRefused() {
    ByteBuffer file = ByteBuffer.wrap(wide()).order(ByteOrder.LITTLE_ENDIAN);
    int locator = file.capacity() - END_BYTES - 20;
    file.putLong(locator - 8, Long.MAX_VALUE);

    assertThatThrownBy(() -> read(file.array()))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("directory is damaged");
  }
}
