package io.kinespark.spark.report;

import java.util.List;
import java.util.Optional;

/**
 * A wrong prediction with what the network saw.
 *
 * @param video the prediction
 * @param frames small frames in playing order, each a whole JPEG file
 * @param trouble why there are no frames, where some were wanted
 */
public record Mistake(VideoResult video, List<byte[]> frames, Optional<String> trouble) {
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

  /** A mistake whose frames are there, or not wanted. */
  public Mistake(VideoResult video, List<byte[]> frames) {
    this(video, frames, Optional.empty());
  }
}
