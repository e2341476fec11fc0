package io.kinespark.spark.engine;

import io.kinespark.models.training.ClipBatch;
import io.kinespark.models.training.PreciseBatchNorm;
import io.kinespark.models.training.StepResult;
import io.kinespark.models.training.TrainableNetwork;
import java.util.List;

/** One replica's clips of one iteration, which know how a network trains on them. */
public interface TrainingBatch {

  /** Number of clips. */
  int clips();

  /** The clips that others stand in for, because their videos could not be read. */
  default List<RejectedClip> rejected() {
    return List.of();
  }

  /**
   * Runs one forward and backward pass.
   *
   * @param network the replica's network
   * @param stepSeed decides the dropout masks
   */
  StepResult trainOn(TrainableNetwork network, long stepSeed);

  /**
   * Shows the clips to a network's batch norms.
   *
   * @param statistics what is made of them
   * @param stepSeed decides the dropout masks
   */
  void addTo(PreciseBatchNorm statistics, long stepSeed);

  /**
   * Clips as they leave the data pipeline.
   *
   * @param batch labelled clips
   * @param rejected the clips that some of them stand in for
   */
  static TrainingBatch of(ClipBatch batch, List<RejectedClip> rejected) {
    return new Decoded(batch, rejected);
  }

  /**
   * Decoded and augmented clips.
   *
   * @param batch the clips, uint8
   * @param rejected the clips that some of them stand in for
   */
  record Decoded(ClipBatch batch, List<RejectedClip> rejected) implements TrainingBatch {

    @Override
    public int clips() {
      return batch.clips();
    }

    @Override
    public StepResult trainOn(TrainableNetwork network, long stepSeed) {
      return network.trainStep(batch, stepSeed);
    }

    @Override
    public void addTo(PreciseBatchNorm statistics, long stepSeed) {
      statistics.add(batch, stepSeed);
    }
  }
}
