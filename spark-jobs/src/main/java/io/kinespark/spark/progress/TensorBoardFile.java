package io.kinespark.spark.progress;

import com.google.protobuf.MessageLite;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Clock;
import java.util.zip.CRC32C;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.tensorflow.framework.Summary;
import org.tensorflow.util.Event;

/**
 * A TensorBoard event file on any Hadoop file system: TFRecords of event messages, each with the
 * masked CRC-32C of its length and of its content. Each attempt of a run writes a file of its own;
 * TensorBoard shows the files of a folder as one run.
 */
public final class TensorBoardFile implements ScalarWriter {

  private static final String FILE_VERSION = "brain.Event:2";
  private static final int CRC_MASK_DELTA = 0xA282EAD8;

  private final FSDataOutputStream out;
  private final Clock clock;

  private TensorBoardFile(FSDataOutputStream out, Clock clock) {
    this.out = out;
    this.clock = clock;
  }

  /**
   * Creates an event file.
   *
   * @param fileSystem where the run lives
   * @param folder the run's TensorBoard folder; made if it is not there
   * @throws IOException if the file cannot be created
   */
  public static TensorBoardFile create(FileSystem fileSystem, Path folder) throws IOException {
    return create(fileSystem, folder, Clock.systemUTC());
  }

  static TensorBoardFile create(FileSystem fileSystem, Path folder, Clock clock)
      throws IOException {
    fileSystem.mkdirs(folder);
    long millis = clock.millis();
    Path file =
        new Path(
            folder,
            "events.out.tfevents.%010d.kinespark-%03d".formatted(millis / 1000, millis % 1000));
    var created = new TensorBoardFile(fileSystem.create(file, false), clock);
    created.write(
        Event.newBuilder().setWallTime(created.seconds()).setFileVersion(FILE_VERSION).build());
    return created;
  }

  @Override
  public void scalar(String tag, double value, long step) throws IOException {
    Summary summary =
        Summary.newBuilder()
            .addValue(Summary.Value.newBuilder().setTag(tag).setSimpleValue((float) value))
            .build();
    write(Event.newBuilder().setWallTime(seconds()).setStep(step).setSummary(summary).build());
  }

  @Override
  public void epoch(EpochRecord epoch) throws IOException {
    ScalarWriter.super.epoch(epoch);
    out.hflush();
  }

  private double seconds() {
    return clock.millis() / 1000.0;
  }

  private void write(MessageLite message) throws IOException {
    byte[] content = message.toByteArray();
    byte[] length =
        ByteBuffer.allocate(Long.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(content.length)
            .array();
    out.write(length);
    out.write(maskedCrc(length));
    out.write(content);
    out.write(maskedCrc(content));
  }

  /** CRC-32C, rotated and offset as TFRecord asks, in little-endian order. */
  private static byte[] maskedCrc(byte[] content) {
    var crc = new CRC32C();
    crc.update(content);
    int masked = Integer.rotateRight((int) crc.getValue(), 15) + CRC_MASK_DELTA;
    return ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN).putInt(masked).array();
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
