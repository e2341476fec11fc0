package io.kinespark.spark.train;

import io.kinespark.models.training.LoadPolicy;
import io.kinespark.models.training.LoadReport;
import io.kinespark.models.training.TrainableNetwork;
import io.kinespark.models.weights.ClassifierEntries;
import io.kinespark.models.weights.FittedWeights;
import io.kinespark.preprocessing.annotation.LabelMap;
import io.kinespark.preprocessing.storage.Locations;
import io.kinespark.spark.config.ModelSettings;
import io.kinespark.spark.config.WeightsSettings;
import io.kinespark.spark.config.WeightsSettings.Classifier;
import io.kinespark.spark.engine.TrainingState;
import io.kinespark.spark.run.RunCheckpoints;
import io.kinespark.spark.run.SavedWeights;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;

/** What a network knows before its first step: drawn from the seed, or read from a file. */
public final class InitialWeights {
  private final LabelMap classes;
  private final Configuration hadoop;
  private final Optional<PrintWriter> report;

  private InitialWeights(LabelMap classes, Configuration hadoop, Optional<PrintWriter> report) {
    this.classes = classes;
    this.hadoop = hadoop;
    this.report = report;
  }

  /**
   * A state to begin with.
   *
   * @param model the network, its seed, and the weights file where there is one
   * @param classes what the network is to tell apart
   * @param hadoop finds the file's file system
   * @param report receives what of the file was loaded
   * @throws io.kinespark.models.training.CheckpointMismatchException when the file is of another
   *     network; the message lists names and shapes
   * @throws IllegalArgumentException when the classifier of other classes would be taken
   */
  public static TrainingState of(
      ModelSettings model, LabelMap classes, Configuration hadoop, Optional<PrintWriter> report)
      throws IOException {
    InitialWeights initial = new InitialWeights(classes, hadoop, report);
    try (TrainableNetwork network = TrainableNetwork.create(model.network())) {
      for (WeightsSettings weights : model.initialWeights()) {
        initial.load(network, weights);
      }
      return RunCheckpoints.stateOf(network, 0, Optional.empty());
    }
  }

  private void load(TrainableNetwork network, WeightsSettings weights) throws IOException {
    SavedWeights.Learnt learnt =
        SavedWeights.learnt(Locations.path(weights.location()), weights.key(), hadoop);
    Map<String, long[]> shapes = network.stateShapes();
    FittedWeights fitted =
        weights.names().fit(learnt.file().state(), network.spec().model().family(), shapes);
    ClassifierEntries classifiers = ClassifierEntries.of(network.spec().model().family());
    boolean keeps =
        weights.classifier() == Classifier.KEEP
            && !classifiers.kept(fitted.state(), shapes).isEmpty();
    if (keeps) {
      requireSameClasses(weights, learnt.classes());
    }
    LoadPolicy policy = weights.extend(fitted.policy());
    LoadReport loaded =
        weights.classifier() == Classifier.KEEP
            ? network.loadStateDict(fitted.state(), policy)
            : network.loadStateDict(
                classifiers.without(fitted.state()),
                policy.allowMissing(
                    classifiers.in(shapes).stream().map(Pattern::quote).toArray(String[]::new)));
    learnt.file().describe().forEach(line -> say(weights, line));
    fitted.note().ifPresent(line -> say(weights, line));
    say(weights, loaded.toString());
    classifiers
        .classes(fitted.state())
        .ifPresent(count -> say(weights, classifier(keeps, count, learnt.classes())));
  }

  private void requireSameClasses(WeightsSettings weights, Optional<LabelMap> learnt) {
    Optional<String> difference = learnt.flatMap(classes::difference);
    if (difference.isPresent()) {
      throw new IllegalArgumentException(
          "%s learnt other classes than the manifest has: %s; preprocess with the run's classes (labels.txt in its checkpoints), or set model.initial-weights-classifier = replace to train a classifier of the manifest's anew"
              .formatted(weights.location(), difference.get()));
    }
  }

  /** What became of a file's classifier. */
  private String classifier(boolean kept, long count, Optional<LabelMap> learnt) {
    if (!kept) {
      return "its classifier of %d classes is replaced by one of %d that starts from the seed"
          .formatted(count, classes.size());
    }
    return "its classifier of %d classes is kept, %s"
        .formatted(
            count,
            learnt.isPresent()
                ? "they are the manifest's"
                : "which are taken for the manifest's in its order, as it does not name them");
  }

  private void say(WeightsSettings weights, String line) {
    report.ifPresent(out -> out.println(weights.location() + ": " + line));
  }
}
