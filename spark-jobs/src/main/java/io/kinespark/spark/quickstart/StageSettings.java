package io.kinespark.spark.quickstart;

import io.kinespark.spark.config.QuickstartSettings;
import io.kinespark.spark.config.Settings;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the jobs that the quickstart runs are told: its own settings, and where things are. */
final class StageSettings {
  private static final String ORIGIN = "quickstart";

  private final Settings settings;
  private final QuickstartFolder folder;

  /**
   * The settings of all stages.
   *
   * @param settings of the quickstart
   * @param quickstart its section of them
   * @param folder where everything is
   */
  StageSettings(Settings settings, QuickstartSettings quickstart, QuickstartFolder folder) {
    this.folder = folder;
    this.settings =
        settings.with(
            Map.of(
                "model.num-classes",
                ActionClass.ofPairs(quickstart.classPairs()).size(),
                "data.train-manifest",
                QuickstartFolder.location(folder.trainManifest()),
                "data.validation-manifest",
                QuickstartFolder.location(folder.validationManifest())),
            ORIGIN);
  }

  /** Of {@code preprocess}. */
  Settings preprocess() {
    String videos = QuickstartFolder.location(folder.videos());
    Map<String, String> values = new LinkedHashMap<>();
    values.put("dataset.root", videos);
    values.put("dataset.label-names", videos + "/" + VideoSet.CLASSES);
    values.put("dataset.annotations.train", videos + "/" + VideoSet.TRAIN);
    values.put("dataset.annotations.validation", videos + "/" + VideoSet.VALIDATION);
    values.put("preprocess.output", QuickstartFolder.location(folder.data()));
    return settings.with(values, ORIGIN);
  }

  /** Of {@code train} for one of the networks. */
  Settings train(Contestant contestant) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("model.name", contestant.folder());
    values.put("model.tanet.tam.enabled", contestant.temporal());
    values.put("train.output", QuickstartFolder.location(folder.run(contestant)));
    return settings.with(values, ORIGIN);
  }

  /**
   * Of {@code evaluate} for one of the networks: its newest checkpoint, not the best, which the
   * evaluated videos themselves would have chosen.
   */
  Settings evaluate(Contestant contestant) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put(
        "evaluate.checkpoint", QuickstartFolder.location(folder.run(contestant)) + "/latest");
    values.put("evaluate.manifest", QuickstartFolder.location(folder.validationManifest()));
    values.put("evaluate.output", QuickstartFolder.location(folder.evaluation(contestant)));
    return train(contestant).with(values, ORIGIN);
  }
}
