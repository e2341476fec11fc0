package io.kinespark.preprocessing.video;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;

/**
 * The bytes of one video file, readable at any position. One thread uses an input at a time; who
 * opened it closes it.
 */
public interface VideoInput extends Closeable {

  /**
   * What names the video in messages.
   *
   * @return its id or URI
   */
  String name();

  /**
   * Length of the file.
   *
   * @return bytes
   */
  long length();

  /**
   * How long it took to open the file, which counts as work on the video.
   *
   * @return nought where nothing had to be opened
   */
  default Duration openingTime() {
    return Duration.ZERO;
  }

  /**
   * Says how long reads may take from now on, all of them together. Only inputs that may wait for
   * others take notice.
   *
   * @param limit until reads fail that do not return
   */
  default void readWithin(Duration limit) {}

  /**
   * Reads some bytes.
   *
   * @param position where to start, at least 0
   * @param buffer where they go, from index 0
   * @param count how many at most, at least 1
   * @return how many were read, -1 at the end
   * @throws IOException if the file system fails
   */
  int read(long position, byte[] buffer, int count) throws IOException;
}
