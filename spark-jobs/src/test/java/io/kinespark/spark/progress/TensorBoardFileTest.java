package io.kinespark.spark.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.util.Event;

class TensorBoardFileTest {

  @TempDir Path folder;

  @Test
  void scalarsComeBackFromWholeRecords() throws IOException {
    FileSystem files = FileSystem.getLocal(new Configuration());
    try (var board = TensorBoardFile.create(files, new org.apache.hadoop.fs.Path(folder.toUri()))) {
      board.scalar("train/loss", 1.5, 3);
      board.scalar("train/loss", Double.NaN, 4);
    }
    List<Event> events = read();
    assertThat(events).hasSize(3);
    assertThat(events.get(0).getFileVersion()).isEqualTo("brain.Event:2");
    assertThat(events.get(1).getStep()).isEqualTo(3);
    assertThat(events.get(1).getSummary().getValue(0).getTag()).isEqualTo("train/loss");
    assertThat(events.get(1).getSummary().getValue(0).getSimpleValue()).isEqualTo(1.5f);
    assertThat(events.get(2).getSummary().getValue(0).getSimpleValue()).isNaN();
  }

  private List<Event> read() throws IOException {
    Path file;
    try (var found = Files.list(folder)) {
      file =
          found
              .filter(f -> f.getFileName().toString().startsWith("events.out.tfevents."))
              .findFirst()
              .orElseThrow();
    }
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    List<Event> events = new ArrayList<>();
    while (bytes.hasRemaining()) {
      byte[] length = take(bytes, Long.BYTES);
      assertThat(bytes.getInt()).isEqualTo(mask(length));
      byte[] content =
          take(bytes, (int) ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getLong());
      assertThat(bytes.getInt()).isEqualTo(mask(content));
      events.add(Event.parseFrom(content));
    }
    return events;
  }

  private static byte[] take(ByteBuffer from, int count) {
    var taken = new byte[count];
    from.get(taken);
    return taken;
  }

  /** The definition in TFRecord's format notes: ((crc >> 15) | (crc << 17)) + 0xa282ead8. */
  private static int mask(byte[] content) {
    var crc = new CRC32C();
    crc.update(content);
    long value = crc.getValue();
    return (int) (((value >>> 15) | (value << 17)) + 0xa282ead8L);
  }
}
