package io.kinespark.spark.report;

import java.util.List;

/**
 * A wrong prediction with what the network saw.
 *
 * @param video the prediction
 * @param frames small frames in playing order, each a whole JPEG file
 */
public record Mistake(VideoResult video, List<byte[]> frames) {
  /**
   * Copies the list, not the frames.
   *
   * @throws IllegalArgumentException if a frame is not a JPEG file
   */
  public Mistake {
    frames = List.copyOf(frames);
    for (int f = 0; f < frames.size(); f++) {
      byte[] frame = frames.get(f);
      if (frame.length < 3
          || (frame[0] & 0xff) != 0xff
          || (frame[1] & 0xff) != 0xd8
          || (frame[2] & 0xff) != 0xff) {
        throw new IllegalArgumentException(
            "Frame " + f + " of video '" + video.id() + "' is not a JPEG file");
      }
    }
  }
}
