package io.kinespark.spark.train;

import io.kinespark.models.BatchGroups;
import io.kinespark.models.training.ClassTargets;
import io.kinespark.models.training.ClipBatch;
import io.kinespark.models.training.TrainableNetwork;
import io.kinespark.preprocessing.video.FrameSize;
import io.kinespark.spark.engine.EpochPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What can be said about a run before its first step that would show only at its end. */
final class RunChecks {
  private RunChecks() {}

  /** Settings that do not do what they say in this run; it goes on with them. */
  static List<String> notes(TrainRequest request, EpochPlan plan) {
    List<String> notes = new ArrayList<>();
    double warmup = request.train().optimizer().warmupEpochs();
    int epochs = request.train().epochs();
    if (warmup >= epochs) {
      notes.add(
          "train.warmup-epochs = %s is not shorter than the run of train.epochs = %d: the learning rate is still rising when it ends"
              .formatted(Double.toString(warmup), epochs));
    }
    if (plan.batchSize() > plan.samplesPerReplica()) {
      notes.add(
          "%d replicas of train.batch-size = %d clips are more than the %d videos: a replica's only batch of an epoch has %d clips"
              .formatted(
                  plan.replicas(), plan.batchSize(), plan.samples(), plan.samplesPerReplica()));
    }
    request
        .model()
        .network()
        .model()
        .batchGroups()
        .flatMap(groups -> uneven(groups, plan))
        .ifPresent(notes::add);
    return notes;
  }

  private static Optional<String> uneven(BatchGroups groups, EpochPlan plan) {
    int full = plan.batchSizeAt(0);
    int last = plan.batchSizeAt(plan.iterations() - 1);
    boolean all = full % groups.count() != 0;
    return all || last % groups.count() != 0
        ? Optional.of(
            "model.%s = %d does not divide the batch of %d clips%s: some groups have more clips than others, or there are fewer groups"
                .formatted(
                    groups.key(),
                    groups.count(),
                    all ? full : last,
                    all ? "" : " that ends an epoch"))
        : Optional.empty();
  }

  /**
   * Takes a step on a black clip where some batch has only one, which batch norms over maps of one
   * pixel cannot.
   *
   * @throws IllegalArgumentException naming the layer, the batch and the mend
   */
  static void requireTrainable(TrainRequest request, EpochPlan plan) {
    int last = plan.batchSizeAt(plan.iterations() - 1);
    if (last > 1) {
      return;
    }
    FrameSize frames = request.training().transform().output();
    int framesPerClip = request.model().network().model().framesPerClip();
    try (TrainableNetwork network = TrainableNetwork.create(request.model().network())) {
      network.trainStep(
          new ClipBatch(
              new byte[framesPerClip * frames.rgbBytes()],
              1,
              framesPerClip,
              frames.height(),
              frames.width(),
              new ClassTargets(request.train().targets().form(), List.of(List.of(0)))),
          request.train().seed());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "%s (%d videos over %d replicas of train.batch-size = %d leave a batch of one clip; choose a batch size that leaves none)"
              .formatted(e.getMessage(), plan.samples(), plan.replicas(), plan.batchSize()),
          e);
    }
  }
}
