package io.kinespark.preprocessing.source;

import io.kinespark.preprocessing.video.PictureVisitor;
import io.kinespark.preprocessing.video.VideoDecoder;
import io.kinespark.preprocessing.video.VideoInput;
import java.io.IOException;

/**
 * Frames of a video file, decoded from its beginning to the last frame wanted.
 *
 * @param opener opens the file
 * @param decoder decodes it
 * @param frameCount its frames
 */
record DecodedSource(InputOpener opener, VideoDecoder decoder, int frameCount)
    implements FrameSource {

  @Override
  public void visit(int[] indices, PictureVisitor visitor) throws IOException {
    try (VideoInput input = opener.open()) {
      decoder.visitFrames(input, indices, visitor);
    }
  }
}
