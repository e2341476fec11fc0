package io.kinespark.preprocessing.source;

import io.kinespark.preprocessing.manifest.FrameRange;
import io.kinespark.preprocessing.video.PictureVisitor;
import java.io.IOException;
import java.util.Arrays;

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
  public void visit(int[] indices, PictureVisitor visitor) throws IOException {
    whole.visit(
        Arrays.stream(indices).map(this::inWhole).toArray(),
        (index, picture) -> visitor.visit(index - range.first(), picture));
  }

  private int inWhole(int index) {
    if (index < 0 || index >= range.count()) {
      throw new IllegalArgumentException(
          "Frame " + index + " of a segment of " + range.count() + " frames");
    }
    return range.first() + index;
  }
}
