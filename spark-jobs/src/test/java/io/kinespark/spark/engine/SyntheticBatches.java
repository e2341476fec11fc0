package io.kinespark.spark.engine;

import io.kinespark.models.training.ClassTargets;
import io.kinespark.models.training.ClipBatch;
import java.util.List;
import java.util.Random;

/**
 * Clips of noise that depend on their position in the run alone.
 *
 * @param plan how an epoch is cut
 * @param side height and width in pixels
 * @param frames frames of a clip
 * @param classes labels to draw from
 * @param fault what goes wrong on the way
 */
record SyntheticBatches(EpochPlan plan, int side, int frames, int classes, Fault fault)
    implements BatchSourceFactory {

  /** Something that goes wrong when a replica is asked for a batch. */
  @FunctionalInterface
  interface Fault extends java.io.Serializable {
    /** Nothing. */
    Fault NONE = (replica, iteration) -> {};

    void at(int replica, IterationIndex iteration);
  }

  @Override
  public BatchSource open(int replica, IterationIndex first) {
    return new BatchSource() {
      @Override
      public TrainingBatch next(IterationIndex iteration) {
        fault.at(replica, iteration);
        return batch(replica, iteration);
      }

      @Override
      public void close() {}
    };
  }

  private TrainingBatch batch(int replica, IterationIndex iteration) {
    int clips = plan.batchSizeAt(iteration.step());
    var pixels = new byte[clips * frames * side * side * 3];
    var labels = new int[clips];
    for (int i = 0; i < clips; i++) {
      int position = plan.position(replica, iteration.step(), i);
      var random = new Random(position * 31L + iteration.epoch());
      var clip = new byte[pixels.length / clips];
      random.nextBytes(clip);
      System.arraycopy(clip, 0, pixels, i * clip.length, clip.length);
      labels[i] = random.nextInt(classes);
    }
    return TrainingBatch.of(
        new ClipBatch(pixels, clips, frames, side, side, ClassTargets.indices(labels)), List.of());
  }
}
