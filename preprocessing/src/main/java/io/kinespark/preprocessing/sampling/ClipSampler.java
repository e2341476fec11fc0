package io.kinespark.preprocessing.sampling;

import java.io.Serializable;

/** Chooses the frames of one video. */
public sealed interface ClipSampler extends Serializable
    permits UniformTrainSampler,
        UniformTestSampler,
        DenseTrainSampler,
        DenseTestSampler,
        SnippetTrainSampler,
        SnippetTestSampler,
        ClosedSegmentRandomSampler,
        ClosedSegmentMiddleSampler,
        TimedRandomSampler,
        TimedTestSampler,
        StridedTrainSampler,
        StridedTestSampler,
        ShiftedSegmentsSampler,
        SuccessiveSampler,
        CoarseToFineSampler {

  /**
   * Chooses frames.
   *
   * @param video how many frames there are, and how fast they follow each other
   * @param draws random numbers; most test samplers use none
   * @return the clips, with indices in {@code [0, video.frames())}
   * @throws IllegalArgumentException if the sampler needs the frame rate and it is not known
   */
  SampledClips sample(VideoTiming video, RandomDraws draws);

  /**
   * Chooses frames of a video whose rate is not known.
   *
   * @param totalFrames frames of the video, or of the segment that is sampled; at least 1
   * @param draws random numbers
   * @return the clips, with indices in {@code [0, totalFrames)}
   * @throws IllegalArgumentException if there is no frame, or the sampler needs the frame rate
   */
  default SampledClips sample(int totalFrames, RandomDraws draws) {
    return sample(VideoTiming.untimed(totalFrames), draws);
  }

  /**
   * Frames of each clip: T, or of networks that see several snippets of a video together their
   * number times T.
   *
   * @return at least 1
   */
  int framesPerClip();

  /**
   * Clips that are sampled from each video.
   *
   * @return at least 1
   */
  int clips();
}
