package io.kinespark.preprocessing.source;

import io.kinespark.preprocessing.video.RgbFrame;
import io.kinespark.preprocessing.video.VideoDecoder;
import io.kinespark.preprocessing.video.VideoInput;
import java.io.IOException;
import java.util.List;

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
  public List<RgbFrame> read(int[] indices) throws IOException {
    try (VideoInput input = opener.open()) {
      return decoder.readFrames(input, indices).frames();
    }
  }
}
