package io.kinespark.preprocessing.manifest;

import io.kinespark.preprocessing.video.RejectReason;
import io.kinespark.preprocessing.video.VideoRejectedException;
import java.io.Serializable;
import java.util.List;
import java.util.Objects;

/**
 * One sample of a data set: a video, or a segment of one.
 *
 * @param id stable and unique within the split: the path as it is listed, with the segment's times
 *     where there is a segment
 * @param location where its pictures lie
 * @param labels 0-based classes; one for most data sets, none for test sets without labels
 * @param split part of the data set
 * @param segment the stretch that is used; of a video that is ready, its frames
 * @param facts what is known about the video
 * @param status how far it has come
 */
public record VideoRecord(
    String id,
    VideoLocation location,
    List<Integer> labels,
    Split split,
    Segment segment,
    VideoFacts facts,
    VideoStatus status)
    implements Serializable {

  /** Checks that nothing is missing and keeps a copy of the labels. */
  public VideoRecord {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(location, "location");
    Objects.requireNonNull(split, "split");
    Objects.requireNonNull(segment, "segment");
    Objects.requireNonNull(facts, "facts");
    Objects.requireNonNull(status, "status");
    labels = List.copyOf(labels);
  }

  /**
   * A video file that an annotation file lists.
   *
   * @param id stable id
   * @param uri path of the file, as Hadoop's {@code Path} takes it
   * @param labels 0-based classes
   * @param split part of the data set
   * @return the record, listed
   */
  public static VideoRecord listed(String id, String uri, List<Integer> labels, Split split) {
    return new VideoRecord(
        id,
        new VideoFile(uri),
        labels,
        split,
        Segment.WHOLE,
        VideoFacts.UNKNOWN,
        new VideoStatus.Listed());
  }

  /**
   * The record of a video that was decoded to its end.
   *
   * @param found what decoding showed
   * @return a copy that is ready
   */
  public VideoRecord ready(VideoFacts found) {
    return new VideoRecord(id, location, labels, split, segment, found, new VideoStatus.Ready());
  }

  /**
   * The record of a video that was decoded to its end where it lies, so that the frames of its
   * segment are known.
   *
   * @param used the frames of the segment, not looked at where that is the whole video
   * @param found what decoding showed
   * @return a copy that is ready
   * @throws VideoRejectedException {@link RejectReason#SHORT} if there are none
   */
  public VideoRecord indexed(FrameRange used, VideoFacts found) throws VideoRejectedException {
    if (segment.isWhole()) {
      return ready(found);
    }
    return new VideoRecord(
        id,
        location,
        labels,
        split,
        requireFrames(used, found.frames()),
        found,
        new VideoStatus.Ready());
  }

  /**
   * The record of a video that was packed frame by frame. Of a segment only its frames are packed,
   * so that the packed video is used as a whole.
   *
   * @param packed where its frames lie now
   * @param stored what is stored there
   * @return a copy that is ready
   */
  public VideoRecord packed(PackedFrames packed, VideoFacts stored) {
    return reduced(packed, stored);
  }

  /**
   * The record of a video that was encoded anew. Of a segment only its frames are packed, so that
   * the packed video is used as a whole.
   *
   * @param packed where its frames lie now
   * @param stored what is stored there
   * @return a copy that is ready
   */
  public VideoRecord packed(IndexedVideo packed, VideoFacts stored) {
    return reduced(packed, stored);
  }

  private VideoRecord reduced(VideoLocation packed, VideoFacts stored) {
    return new VideoRecord(
        id, packed, labels, split, Segment.WHOLE, stored, new VideoStatus.Ready());
  }

  /**
   * The record of a video whose file was packed as it is.
   *
   * @param packed where the file lies now
   * @param stored what decoding the file showed
   * @return a copy that is ready, with the same segment
   */
  public VideoRecord packed(PackedVideo packed, VideoFacts stored) {
    return new VideoRecord(id, packed, labels, split, segment, stored, new VideoStatus.Ready());
  }

  /**
   * The record of a video that cannot be used.
   *
   * @param why what was found
   * @return a copy that is rejected
   */
  public VideoRecord rejected(VideoRejectedException why) {
    return new VideoRecord(
        id,
        location,
        labels,
        split,
        segment,
        facts,
        new VideoStatus.Rejected(why.reason(), why.detail()));
  }

  /**
   * The frames of the whole video that belong to the segment of a video that is ready.
   *
   * @param frames frames of the video
   * @return at least one frame
   * @throws VideoRejectedException {@link RejectReason#SHORT} if the segment begins after the last
   *     one
   * @throws IllegalStateException if the segment is given in seconds and nobody has looked at the
   *     video yet
   */
  public FrameRange usedFrames(int frames) throws VideoRejectedException {
    if (segment instanceof TimeSpan) {
      throw new IllegalStateException(
          "The frames of " + id + " at " + segment + " s are not known; index it with preprocess");
    }
    FrameRange range = segment instanceof FrameRange given ? given : new FrameRange(0, frames);
    int count = Math.max(0, Math.min(range.count(), frames - range.first()));
    return requireFrames(new FrameRange(range.first(), count), frames);
  }

  /**
   * Checks that something of a video is in the segment.
   *
   * @param used frames of the segment
   * @param frames frames of the video
   * @return the frames of the segment, at least one
   * @throws VideoRejectedException {@link RejectReason#SHORT} if there are none
   */
  public FrameRange requireFrames(FrameRange used, int frames) throws VideoRejectedException {
    if (used.count() == 0) {
      throw new VideoRejectedException(
          RejectReason.SHORT,
          id,
          "the segment begins after the " + frames + " frames of the video");
    }
    return used;
  }

  /**
   * Frames that the sample of a video that is ready has.
   *
   * @return how many there are in its segment, or in the whole video
   */
  public int sampleFrames() {
    return segment instanceof FrameRange range ? range.count() : facts.frames();
  }

  /**
   * Tells whether the video can be used.
   *
   * @return true if it was decoded and not rejected
   */
  public boolean isReady() {
    return status instanceof VideoStatus.Ready;
  }
}
