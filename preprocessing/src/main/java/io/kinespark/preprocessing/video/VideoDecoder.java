package io.kinespark.preprocessing.video;

import io.kinespark.preprocessing.storage.StorageWatch;
import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * Decodes videos to RGB frames, counted strictly in presentation order from the first frame.
 *
 * <p>A decoder holds only its options: it may be shared by threads, each call owns what it opens
 * and closes it before it returns. FFmpeg's messages are kept off the console; what they would say
 * is in the report and in the exceptions.
 */
public final class VideoDecoder {

  private final DecodeOptions options;

  /**
   * Makes a decoder.
   *
   * @param options threads, limits and the damage policy
   */
  public VideoDecoder(DecodeOptions options) {
    this.options = Objects.requireNonNull(options, "options");
    FfmpegProcess.prepare(options.maxPixels());
    StorageWatch.allow(options.maxUnanswered());
  }

  /**
   * Decodes a whole video without making pictures of it, to learn its true frame count and its
   * damage.
   *
   * @param input the video, left open
   * @return what decoding showed
   * @throws VideoRejectedException if the video cannot be used under these options
   * @throws IOException if the file system fails
   */
  public DecodeReport scan(VideoInput input) throws IOException {
    return visit(input, frame -> true);
  }

  /**
   * Decodes a video frame by frame, until its end or until the visitor has seen enough.
   *
   * @param input the video, left open
   * @param visitor sees every frame
   * @return what decoding showed; where this throws, the visitor has already seen frames
   * @throws VideoRejectedException if the video cannot be used under these options
   * @throws IOException if the file system or the visitor fails
   */
  public DecodeReport visit(VideoInput input, FrameVisitor visitor) throws IOException {
    try (DecodingSession session = DecodingSession.open(input, options)) {
      boolean more = true;
      while (more && session.advance()) {
        session.checkLimits();
        more = visitor.visit(session);
      }
      if (!more) {
        return session.stopEarly();
      }
      DecodeReport report = session.finish();
      visitor.end();
      return report;
    }
  }

  /**
   * Shows the frames with the given indices. Decoding stops at the largest index; an index that
   * occurs several times is shown once.
   *
   * @param input the video, left open
   * @param indices 0-based, in any order, at least one
   * @param visitor sees each picture, in presentation order
   * @return what decoding showed
   * @throws VideoRejectedException {@link RejectReason#SHORT} if an index is past the last frame,
   *     or another reason if the video cannot be used under these options; the visitor may have
   *     seen pictures already
   * @throws IOException if the file system or the visitor fails
   * @throws IllegalArgumentException if there is no index or one is negative
   */
  public DecodeReport visitFrames(VideoInput input, int[] indices, PictureVisitor visitor)
      throws IOException {
    BitSet wanted = wanted(indices);
    int last = wanted.length() - 1;
    DecodeReport report;
    try (DecodingSession session = DecodingSession.open(input, options)) {
      while (session.index() < last && session.advance()) {
        session.checkLimits();
        if (wanted.get(session.index())) {
          visitor.visit(session.index(), session.picture());
        }
      }
      report = session.index() < last ? session.finish() : session.stopEarly();
    }
    if (report.decodedFrames() <= last) {
      throw new VideoRejectedException(
          RejectReason.SHORT,
          input.name(),
          "frame %d was asked for, the video has %d frames"
              .formatted(last, report.decodedFrames()));
    }
    return report;
  }

  /**
   * Reads the frames with the given indices. Decoding stops at the largest index; an index that
   * occurs several times is converted once and its frame shared.
   *
   * @param input the video, left open
   * @param indices 0-based, in any order, at least one
   * @return one frame for each index, in the order asked for
   * @throws VideoRejectedException as for {@link #visitFrames}
   * @throws IOException if the file system fails
   * @throws IllegalArgumentException if there is no index or one is negative
   */
  public DecodedFrames readFrames(VideoInput input, int[] indices) throws IOException {
    Map<Integer, RgbFrame> found = new HashMap<>();
    DecodeReport report =
        visitFrames(input, indices, (index, picture) -> found.put(index, picture.frame()));
    return new DecodedFrames(IntStream.of(indices).mapToObj(found::get).toList(), report);
  }

  private static BitSet wanted(int[] indices) {
    if (indices.length == 0) {
      throw new IllegalArgumentException("No frame was asked for");
    }
    BitSet wanted = new BitSet();
    for (int index : indices) {
      if (index < 0) {
        throw new IllegalArgumentException("Negative frame index in " + Arrays.toString(indices));
      }
      wanted.set(index);
    }
    return wanted;
  }
}
