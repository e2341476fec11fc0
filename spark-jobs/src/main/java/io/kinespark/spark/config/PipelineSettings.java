package io.kinespark.spark.config;

import io.kinespark.preprocessing.augment.ClipTransform;
import io.kinespark.preprocessing.sampling.ClipSampler;
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

  /** Reads how training clips are made, {@code root} being at {@code kinespark}. */
  public static PipelineSettings train(ConfigReader root) {
    return new PipelineSettings(
        SamplingSection.read(root).train(root.section("sampling.train")),
        AugmentSection.read(root).train(root.section("augment.train")));
  }

  /** Reads how clips are made for validation, {@code root} being at {@code kinespark}. */
  public static PipelineSettings validation(ConfigReader root) {
    return evaluation(root, "validation");
  }

  /** Reads how clips are made for the test, {@code root} being at {@code kinespark}. */
  public static PipelineSettings test(ConfigReader root) {
    return evaluation(root, "test");
  }

  /** Views of a video, crops times clips. The network sees each on its own. */
  public int views() {
    return sampler.clips() * transform.crops();
  }

  private static PipelineSettings evaluation(ConfigReader root, String use) {
    return new PipelineSettings(
        SamplingSection.read(root).evaluation(root.section("sampling." + use)),
        AugmentSection.read(root).evaluation(root, root.section("augment." + use)));
  }
}
