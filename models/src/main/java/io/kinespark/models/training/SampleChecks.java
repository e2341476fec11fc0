package io.kinespark.models.training;

import io.kinespark.models.ModelConfig;
import io.kinespark.models.checkpoint.HostTensor;

/** Refuses samples that a network cannot take, before anything is computed. */
final class SampleChecks {
  private final ModelConfig model;

  SampleChecks(ModelConfig model) {
    this.model = model;
  }

  void requireTrainable(int clips, int framesPerClip, ClassTargets targets) {
    if (framesPerClip != model.framesPerClip()) {
      throw new IllegalArgumentException(
          "training samples have %d frames; the network takes clips of %d"
              .formatted(framesPerClip, model.framesPerClip()));
    }
    if (targets.clips() != clips) {
      throw new IllegalArgumentException(
          "%d clips have labels, of %d; training needs them for each"
              .formatted(targets.clips(), clips));
    }
    for (int clip = 0; clip < clips; clip++) {
      for (int label : targets.labels().get(clip)) {
        if (label < 0 || label >= model.numClasses()) {
          throw new IllegalArgumentException(
              "label %d of clip %d is outside 0..%d; check the annotations and num-classes"
                  .formatted(label, clip, model.numClasses() - 1));
        }
      }
    }
  }

  void requireWholeClips(int framesPerSample) {
    int segments = model.framesPerClip();
    if (framesPerSample % segments != 0) {
      throw new IllegalArgumentException(
          "samples have %d frames, which is no whole number of clips of %d"
              .formatted(framesPerSample, segments));
    }
  }

  static int framesPerSample(HostTensor input) {
    long[] shape = input.shape();
    if (shape.length < 2 || shape[0] < 1 || shape[1] < 1) {
      throw new IllegalArgumentException("input %s; it must be [N, M, 3, H, W]".formatted(input));
    }
    return Math.toIntExact(shape[1]);
  }
}
