package io.kinespark.verification;

import io.kinespark.models.checkpoint.HostTensor;
import io.kinespark.models.training.ClassTargets;
import io.kinespark.models.training.PreciseBatchNorm;
import io.kinespark.models.training.StepResult;
import io.kinespark.models.training.TrainableNetwork;
import io.kinespark.spark.engine.BatchSource;
import io.kinespark.spark.engine.BatchSourceFactory;
import io.kinespark.spark.engine.EpochPlan;
import io.kinespark.spark.engine.IterationIndex;
import io.kinespark.spark.engine.TrainingBatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The same float batch at every step, dealt out so that sample i goes to replica i mod replicas.
 *
 * @param clips all samples, {@code [N, M, 3, H, W]} normalised, row-major
 * @param shape of {@code clips}
 * @param targets of every sample
 * @param replicas number of replicas, which must divide N
 * @param steps optimizer steps
 */
record FixedBatches(float[] clips, long[] shape, ClassTargets targets, int replicas, int steps)
    implements BatchSourceFactory {

  FixedBatches {
    if (targets.clips() % replicas != 0) {
      throw new IllegalArgumentException(
          targets.clips() + " samples cannot be dealt out evenly to " + replicas + " replicas");
    }
  }

  /**
   * Batches in which replica r takes the r-th of equal consecutive parts, although the engine deals
   * samples out in turn.
   */
  static FixedBatches ofParts(HostTensor clips, ClassTargets targets, int replicas, int steps) {
    int share = targets.clips() / replicas;
    float[] values = clips.toFloats();
    int length = values.length / targets.clips();
    var dealt = new float[values.length];
    List<List<Integer>> dealtLabels = new ArrayList<>();
    for (int i = 0; i < targets.clips(); i++) {
      int sample = i % replicas * share + i / replicas;
      System.arraycopy(values, sample * length, dealt, i * length, length);
      dealtLabels.add(targets.labels().get(sample));
    }
    return new FixedBatches(
        dealt, clips.shape(), new ClassTargets(targets.form(), dealtLabels), replicas, steps);
  }

  @Override
  public EpochPlan plan() {
    return new EpochPlan(targets.clips() * steps, replicas, targets.clips() / replicas);
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
    int mine = targets.clips() / replicas;
    int sampleLength = clips.length / targets.clips();
    var values = new float[mine * sampleLength];
    List<List<Integer>> mineLabels = new ArrayList<>();
    for (int i = 0; i < mine; i++) {
      int sample = i * replicas + replica;
      System.arraycopy(clips, sample * sampleLength, values, i * sampleLength, sampleLength);
      mineLabels.add(targets.labels().get(sample));
    }
    long[] mineShape = Arrays.copyOf(shape, shape.length);
    mineShape[0] = mine;
    return new FloatBatch(
        HostTensor.ofFloats(values, mineShape), new ClassTargets(targets.form(), mineLabels));
  }

  private record FloatBatch(HostTensor input, ClassTargets targets) implements TrainingBatch {

    @Override
    public int clips() {
      return targets.clips();
    }

    @Override
    public StepResult trainOn(TrainableNetwork network, long stepSeed) {
      return network.trainStep(input, targets, stepSeed).result();
    }

    @Override
    public void addTo(PreciseBatchNorm statistics, long stepSeed) {
      statistics.add(input, stepSeed);
    }
  }
}
