package io.kinespark.spark.train;

import io.kinespark.models.training.ClipBatch;
import io.kinespark.models.training.PreciseBatchNorm;
import io.kinespark.models.training.StepResult;
import io.kinespark.models.training.TrainableNetwork;

/** One replica's clips of one iteration, which know how a network trains on them. */
public interface TrainingBatch {

  /** Number of clips. */
  int clips();

  /** Clips that stand in for videos which could not be read. */
  default int substituted() {
    return 0;
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
   * @param substituted how many of them stand in for others
   */
  static TrainingBatch of(ClipBatch batch, int substituted) {
    return new Decoded(batch, substituted);
  }

  /**
   * Decoded and augmented clips.
   *
   * @param batch the clips, uint8
   * @param substituted how many of them stand in for others
   */
  record Decoded(ClipBatch batch, int substituted) implements TrainingBatch {

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
