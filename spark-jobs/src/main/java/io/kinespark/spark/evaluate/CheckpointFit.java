package io.kinespark.spark.evaluate;

import io.kinespark.models.NetworkSpec;
import io.kinespark.models.training.ClipBatch;
import io.kinespark.models.training.LoadPolicy;
import io.kinespark.models.training.LoadReport;
import io.kinespark.models.training.TrainableNetwork;
import io.kinespark.models.training.ViewScores;
import io.kinespark.preprocessing.annotation.LabelMap;
import io.kinespark.spark.config.ResolvedValue;
import io.kinespark.spark.config.Settings;
import io.kinespark.spark.data.ClipShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Whether checkpoint, network and manifest belong together; looked at before videos are read. */
final class CheckpointFit {

  private static final String ARCHITECTURE = Settings.ROOT + ".model.";
  private static final List<String> FREE = List.of("name", "device", "seed");
  private static final String INITIAL_WEIGHTS = ARCHITECTURE + "initial-weights";

  private CheckpointFit() {}

  /**
   * Loads the weights and scores one view of black frames, on the driver's CPU.
   *
   * @param policy which differences between checkpoint and network are allowed
   * @return what was loaded
   * @throws io.kinespark.models.training.CheckpointMismatchException listing names and shapes
   * @throws IllegalArgumentException if a score is NaN or infinite
   */
  static LoadReport requireFitting(
      EvaluatedCheckpoint checkpoint, NetworkSpec spec, ScoringPlan plan, LoadPolicy policy) {
    try (var network = TrainableNetwork.create(spec.withDevice("cpu"))) {
      LoadReport report = network.loadStateDict(checkpoint.weights(), policy);
      ClipShape view = plan.view();
      ViewScores scores =
          network.predict(
              ClipBatch.unlabelled(
                  new byte[view.bytes()], 1, view.frames(), view.height(), view.width()));
      requireNumbers(scores.scores(), checkpoint);
      return report;
    }
  }

  private static void requireNumbers(float[] scores, EvaluatedCheckpoint checkpoint) {
    for (float score : scores) {
      if (!Float.isFinite(score)) {
        throw new IllegalArgumentException(
            "the network of "
                + checkpoint.location()
                + " scores a clip with "
                + score
                + "; its training has diverged or the file is damaged, use an earlier checkpoint");
      }
    }
  }

  /**
   * Compares the classes of the videos with those of the network and of the checkpoint's run.
   *
   * @throws IllegalArgumentException naming the first difference
   */
  static void requireSameClasses(EvaluatedCheckpoint checkpoint, NetworkSpec spec, LabelMap found) {
    int classes = spec.model().numClasses();
    if (found.size() != classes) {
      throw new IllegalArgumentException(
          "the manifest has "
              + found.size()
              + " classes but model.num-classes is "
              + classes
              + "; evaluate with the manifest and the model of one data set");
    }
    if (checkpoint.origin().isEmpty()) {
      return;
    }
    LabelMap learnt = checkpoint.origin().get().labels();
    for (int label = 0; label < Math.min(classes, learnt.size()); label++) {
      if (!learnt.name(label).equals(found.name(label))) {
        throw new IllegalArgumentException(
            "the checkpoint learnt other classes than the manifest has: class "
                + label
                + " is '"
                + learnt.name(label)
                + "' in the checkpoint and '"
                + found.name(label)
                + "' in the manifest; preprocess with the same label file");
      }
    }
    if (learnt.size() != classes) {
      throw new IllegalArgumentException(
          "the checkpoint learnt "
              + learnt.size()
              + " classes, the manifest has "
              + classes
              + "; preprocess with the same label file");
    }
  }

  /**
   * Settings of the model that differ between the checkpoint's run and now, though weights may fit:
   * normalisation, averaging and the like.
   *
   * @return one line for each
   */
  static List<String> changedSettings(EvaluatedCheckpoint checkpoint, Settings now) {
    if (checkpoint.origin().isEmpty()) {
      return List.of();
    }
    Map<String, String> before = model(checkpoint.origin().get().settings());
    List<String> changes = new ArrayList<>();
    model(now)
        .forEach(
            (key, value) -> {
              String trained = before.getOrDefault(key, value);
              if (!trained.equals(value)) {
                changes.add(key + " was " + trained + " in training and is " + value);
              }
            });
    return changes;
  }

  private static Map<String, String> model(Settings settings) {
    Map<String, String> model = new TreeMap<>();
    for (ResolvedValue value : settings.values()) {
      if (value.key().startsWith(ARCHITECTURE)
          && !value.key().startsWith(INITIAL_WEIGHTS)
          && !FREE.contains(value.key().substring(ARCHITECTURE.length()))) {
        model.put(value.key(), value.value());
      }
    }
    return model;
  }
}
