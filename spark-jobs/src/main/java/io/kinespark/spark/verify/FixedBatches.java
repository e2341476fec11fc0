package io.kinespark.spark.verify;

import io.kinespark.models.checkpoint.HostTensor;
import io.kinespark.models.training.PreciseBatchNorm;
import io.kinespark.models.training.StepResult;
import io.kinespark.models.training.TrainableNetwork;
import io.kinespark.spark.train.BatchSource;
import io.kinespark.spark.train.BatchSourceFactory;
import io.kinespark.spark.train.EpochPlan;
import io.kinespark.spark.train.IterationIndex;
import io.kinespark.spark.train.TrainingBatch;
import java.util.Arrays;

/**
 * The same float batch at every step, dealt out so that sample i goes to replica i mod replicas.
 *
 * @param clips all samples, {@code [N, M, 3, H, W]} normalised, row-major
 * @param shape of {@code clips}
 * @param labels one per sample
 * @param replicas number of replicas, which must divide N
 * @param steps optimizer steps
 */
record FixedBatches(float[] clips, long[] shape, int[] labels, int replicas, int steps)
    implements BatchSourceFactory {

  FixedBatches {
    if (labels.length % replicas != 0) {
      throw new IllegalArgumentException(
          labels.length + " samples cannot be dealt out evenly to " + replicas + " replicas");
    }
  }

  /**
   * Batches in which replica r takes the r-th of equal consecutive parts, although the engine deals
   * samples out in turn.
   */
  static FixedBatches ofParts(HostTensor clips, int[] labels, int replicas, int steps) {
    int share = labels.length / replicas;
    float[] values = clips.toFloats();
    int length = values.length / labels.length;
    var dealt = new float[values.length];
    var dealtLabels = new int[labels.length];
    for (int i = 0; i < labels.length; i++) {
      int sample = i % replicas * share + i / replicas;
      System.arraycopy(values, sample * length, dealt, i * length, length);
      dealtLabels[i] = labels[sample];
    }
    return new FixedBatches(dealt, clips.shape(), dealtLabels, replicas, steps);
  }

  @Override
  public EpochPlan plan() {
    return new EpochPlan(labels.length * steps, replicas, labels.length / replicas);
  }

  @Override
  public BatchSource open(int replica, IterationIndex first) {
    TrainingBatch share = share(replica);
    return new BatchSource() {
      @Override
      public TrainingBatch next(IterationIndex iteration) {
        return share;
      }

      @Override
      public void close() {}
    };
  }

  private TrainingBatch share(int replica) {
    int mine = labels.length / replicas;
    int sampleLength = clips.length / labels.length;
    var values = new float[mine * sampleLength];
    var mineLabels = new int[mine];
    for (int i = 0; i < mine; i++) {
      int sample = i * replicas + replica;
      System.arraycopy(clips, sample * sampleLength, values, i * sampleLength, sampleLength);
      mineLabels[i] = labels[sample];
    }
    long[] mineShape = Arrays.copyOf(shape, shape.length);
    mineShape[0] = mine;
    return new FloatBatch(HostTensor.ofFloats(values, mineShape), mineLabels);
  }

  private record FloatBatch(HostTensor input, int[] labels) implements TrainingBatch {

    @Override
    public int clips() {
      return labels.length;
    }

    @Override
    public StepResult trainOn(TrainableNetwork network, long stepSeed) {
      return network.trainStep(input, labels, stepSeed).result();
    }

    @Override
    public void addTo(PreciseBatchNorm statistics, long stepSeed) {
      statistics.add(input, stepSeed);
    }
  }
}
