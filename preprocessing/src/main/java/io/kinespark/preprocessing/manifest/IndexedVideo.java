package io.kinespark.preprocessing.manifest;

import io.kinespark.preprocessing.video.CodecHeader;
import java.util.List;
import java.util.Objects;

/**
 * A video file within a tar shard of which it is known where each frame lies, so that single frames
 * are decoded without the rest of the file.
 *
 * @param file the whole file
 * @param header what a decoder has to know before the first frame
 * @param frames where each frame's packet lies in the shard
 * @param keyFrames 0-based indices of the frames at which decoding can begin, rising from 0
 */
public record IndexedVideo(
    PackedVideo file, CodecHeader header, FrameIndex frames, List<Integer> keyFrames)
    implements VideoLocation {

  /**
   * Checks that decoding can begin at the first frame, and that the frames at which it can are some
   * of the video.
   *
   * @throws IllegalArgumentException if that is not so
   */
  public IndexedVideo {
    Objects.requireNonNull(file, "file");
    Objects.requireNonNull(header, "header");
    Objects.requireNonNull(frames, "frames");
    keyFrames = List.copyOf(keyFrames);
    if (keyFrames.isEmpty() || keyFrames.get(0) != 0) {
      throw new IllegalArgumentException("The first frame of " + file.key() + " is no key frame");
    }
    for (int i = 1; i < keyFrames.size(); i++) {
      if (keyFrames.get(i) <= keyFrames.get(i - 1) || keyFrames.get(i) >= frames.frames()) {
        throw new IllegalArgumentException(
            "Key frame %d of %s does not follow on %d, or lies behind the last of %d frames"
                .formatted(keyFrames.get(i), file.key(), keyFrames.get(i - 1), frames.frames()));
      }
    }
  }

  @Override
  public String uri() {
    return file.uri();
  }

  @Override
  public IndexedVideo withUri(String other) {
    return new IndexedVideo(file.withUri(other), header, frames, keyFrames);
  }
}
