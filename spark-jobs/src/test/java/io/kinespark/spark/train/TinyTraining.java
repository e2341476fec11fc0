package io.kinespark.spark.train;

import io.kinespark.spark.config.Argument;
import io.kinespark.spark.config.Settings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Runs of seconds on small videos, such as those of a {@link
 * io.kinespark.spark.testing.TinyManifest} in the same folder.
 */
public final class TinyTraining {
  private TinyTraining() {}

  /** Where the manifest is. */
  static Path manifest(Path folder) {
    return folder.resolve("manifest");
  }

  /** Settings of a TANet of two small blocks. */
  public static List<String> tanet(int classes) {
    return List.of(
        "model.num-classes=" + classes,
        "model.num-segments=4",
        "model.tanet.stage-blocks=[1,1]",
        "model.tanet.num-stages=2",
        "model.tanet.base-width=8",
        "model.tanet.strides=[1,2]",
        "model.tanet.dilations=[1,1]");
  }

  /** Settings of a run over the videos of the manifest in a folder. */
  static List<String> settings(Path folder, String output) {
    String manifest = manifest(folder).toString();
    return settings(manifest, manifest, folder.resolve(output).toString());
  }

  /** Settings of a run over the videos of two manifests, wherever they and the output lie. */
  public static List<String> settings(String train, String validation, String output) {
    return List.of(
        "data.train-manifest=\"" + train + "\"",
        "data.validation-manifest=\"" + validation + "\"",
        "sampling.train.kind=uniform",
        "sampling.validation.kind=uniform",
        "augment.train={resize{kind=exact,width=24,height=24},"
            + "crop{kind=random,width=16,height=16},output{width=16,height=16},"
            + "flip{swap=[[0,1]]}}",
        "augment.validation={resize{kind=exact,width=24,height=24},"
            + "crop{kind=center,side=16},output{width=16,height=16}}",
        "train.batch-size=4",
        "train.learning-rate=0.01",
        "train.milestones=[2]",
        "train.log-every=2",
        "train.output=\"" + output + "\"");
  }

  /** Settings of an evaluation on those videos, each seen as in the run's validation. */
  static List<String> evaluation(Path folder, String output) {
    return List.of(
        "evaluate.manifest=\"" + manifest(folder) + "\"",
        "evaluate.output=\"" + folder.resolve(output) + "\"",
        "sampling.test.kind=uniform",
        "augment.test={resize{kind=exact,width=24,height=24},"
            + "crop{kind=center,side=16},output{width=16,height=16}}");
  }

  /** The settings that these values give. */
  static Settings load(List<String> values) {
    List<Argument> arguments = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      arguments.add(new Argument(i + 1, values.get(i)));
    }
    return Settings.load(List.of(), Optional.empty(), arguments);
  }
}
