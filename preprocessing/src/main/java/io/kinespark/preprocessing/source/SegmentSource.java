package io.kinespark.preprocessing.source;

import io.kinespark.preprocessing.manifest.FrameRange;
import io.kinespark.preprocessing.video.RgbFrame;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * Frames of a stretch of a video, numbered from its beginning.
 *
 * @param whole the video
 * @param range the stretch
 */
record SegmentSource(FrameSource whole, FrameRange range) implements FrameSource {

  @Override
  public int frameCount() {
    return range.count();
  }

  @Override
  public List<RgbFrame> read(int[] indices) throws IOException {
    return whole.read(Arrays.stream(indices).map(this::inWhole).toArray());
  }

  private int inWhole(int index) {
    if (index < 0 || index >= range.count()) {
      throw new IllegalArgumentException(
          "Frame " + index + " of a segment of " + range.count() + " frames");
    }
    return range.first() + index;
  }
}
