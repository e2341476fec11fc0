package io.kinespark.spark.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FilterFileSystem;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputCheckTest {
  private static final int ROOM = 1 << 20;

  @TempDir java.nio.file.Path temporary;

  /** Takes a million bytes, as a small disk does. */
  private static final class SmallDisk extends FilterFileSystem {
    SmallDisk(FileSystem files) {
      super(files);
    }

    @Override
    public FSDataOutputStream create(Path file, boolean overwrite) throws IOException {
      FSDataOutputStream out = super.create(file, overwrite);
      return new FSDataOutputStream(
          new OutputStream() {
            private long taken;

            @Override
            public void write(int octet) throws IOException {
              if (++taken > ROOM) {
                throw new IOException("No space left on device");
              }
              out.write(octet);
            }

            @Override
            public void close() throws IOException {
              out.close();
            }
          },
          null);
    }
  }

  @Test
  void roomIsTriedOutAndGivenBack() throws IOException {
    FileSystem disk = new SmallDisk(FileSystem.getLocal(new Configuration()));
    Path output = new Path(temporary.toString(), "not/there/yet");
    OutputCheck.requireRoom(disk, output, ROOM);
    assertThatThrownBy(() -> OutputCheck.requireRoom(disk, output, ROOM + 1))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("not/there/yet")
        .hasMessageContaining("No space left on device")
        .hasMessageContaining("make room");
    try (var left = Files.list(temporary)) {
      assertThat(left).isEmpty();
    }
  }
}
