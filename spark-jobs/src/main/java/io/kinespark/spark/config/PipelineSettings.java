package io.kinespark.spark.config;

import io.kinespark.preprocessing.augment.ClipTransform;
import io.kinespark.preprocessing.sampling.ClipSampler;
import io.kinespark.preprocessing.sampling.DenseTestSampler;
import io.kinespark.preprocessing.sampling.DenseTrainSampler;
import io.kinespark.preprocessing.sampling.UniformTestSampler;
import io.kinespark.preprocessing.sampling.UniformTrainSampler;
import java.io.Serializable;

/**
 * The sections {@code kinespark.sampling} and {@code kinespark.augment} for one use: from a video
 * to the network's input.
 *
 * @param sampler which frames are taken; its T is {@code model.num-segments} unless said otherwise
 * @param transform what happens to them
 */
public record PipelineSettings(ClipSampler sampler, ClipTransform transform)
    implements Serializable {

  private enum Kind {
    DENSE,
    UNIFORM
  }

  /** Reads how training clips are made, {@code root} being at {@code kinespark}. */
  public static PipelineSettings train(ConfigReader root) {
    ConfigReader sampling = root.section("sampling.train");
    int frames = frames(root);
    int range = sampling.integer("range", Interval.atLeast(frames));
    ClipSampler sampler =
        switch (sampling.choice("kind", Kind.class)) {
          case DENSE -> new DenseTrainSampler(frames, range);
          case UNIFORM -> new UniformTrainSampler(frames);
        };
    return new PipelineSettings(sampler, AugmentSection.train(root.section("augment.train")));
  }

  /** Reads how clips are made for validation, {@code root} being at {@code kinespark}. */
  public static PipelineSettings validation(ConfigReader root) {
    return fixed(root, "validation");
  }

  /** Reads how clips are made for the test, {@code root} being at {@code kinespark}. */
  public static PipelineSettings test(ConfigReader root) {
    return fixed(root, "test");
  }

  /** Views of a video, crops times clips. The network sees each on its own. */
  public int views() {
    return sampler.clips() * transform.crops();
  }

  private static PipelineSettings fixed(ConfigReader root, String use) {
    ConfigReader sampling = root.section("sampling." + use);
    int frames = frames(root);
    int range = sampling.integer("range", Interval.atLeast(frames));
    int positions = sampling.integer("positions", Interval.atLeast(1));
    boolean twice = sampling.flag("twice");
    ClipSampler sampler =
        switch (sampling.choice("kind", Kind.class)) {
          case DENSE -> new DenseTestSampler(frames, range, positions);
          case UNIFORM -> new UniformTestSampler(frames, twice);
        };
    return new PipelineSettings(sampler, AugmentSection.fixed(root.section("augment." + use)));
  }

  private static int frames(ConfigReader root) {
    Interval positive = Interval.atLeast(1);
    return root.section("sampling")
        .optionalInteger("frames-per-clip", positive)
        .orElseGet(() -> root.section("model").integer("num-segments", positive));
  }
}
