package io.kinespark.preprocessing.sampling;

import java.io.Serializable;

/** Chooses the frames of one video. */
public sealed interface ClipSampler extends Serializable
    permits UniformTrainSampler, UniformTestSampler, DenseTrainSampler, DenseTestSampler {

  /**
   * Chooses frames.
   *
   * @param totalFrames frames of the video, or of the segment that is sampled; at least 1
   * @param draws random numbers; test samplers use none
   * @return the clips, with indices in {@code [0, totalFrames)}
   * @throws IllegalArgumentException if there is no frame
   */
  SampledClips sample(int totalFrames, RandomDraws draws);

  /**
   * Frames of each clip, T.
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
