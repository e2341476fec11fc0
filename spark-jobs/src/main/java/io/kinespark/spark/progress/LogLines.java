package io.kinespark.spark.progress;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The lines of a training log out of a stream that may hold anything: no line takes more memory
 * than the longest that a log has.
 */
final class LogLines {
  /** Several times what a record takes. */
  static final int LONGEST = 2048;

  /**
   * A line.
   *
   * @param text its content, cut off where it is too long
   * @param ended whether a line feed came after it; not so where its writer was stopped
   * @param whole whether it was short enough
   */
  record Line(String text, boolean ended, boolean whole) {}

  private final InputStream in;
  private final long most;
  private long taken;

  /**
   * The lines of a stream.
   *
   * @param in buffered
   * @param most so many bytes are read, and the rest of a line that has begun by then
   */
  LogLines(InputStream in, long most) {
    this.in = in;
    this.most = most;
  }

  /** Bytes read so far. */
  long taken() {
    return taken;
  }

  /** Whether there may be more that is not read. */
  boolean isCutOff() {
    return taken >= most;
  }

  /**
   * The next line; empty at the end.
   *
   * @throws IOException if the stream cannot be read
   */
  Optional<Line> next() throws IOException {
    var line = new ByteArrayOutputStream();
    boolean whole = true;
    boolean begun = false;
    for (int octet = begun(); octet >= 0; octet = take()) {
      begun = true;
      if (octet == '\n') {
        return Optional.of(line(line, true, whole));
      }
      if (line.size() < LONGEST) {
        line.write(octet);
      } else {
        whole = false;
        if (isCutOff()) {
          break;
        }
      }
    }
    return begun ? Optional.of(line(line, false, whole)) : Optional.empty();
  }

  private int begun() throws IOException {
    return isCutOff() ? -1 : take();
  }

  private int take() throws IOException {
    int octet = in.read();
    taken += octet < 0 ? 0 : 1;
    return octet;
  }

  private static Line line(ByteArrayOutputStream bytes, boolean ended, boolean whole) {
    return new Line(bytes.toString(StandardCharsets.UTF_8), ended, whole);
  }
}
