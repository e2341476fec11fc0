package io.kinespark.spark.bigdl;

import com.intel.analytics.bigdl.nn.abstractnn.AbstractModule;
import com.intel.analytics.bigdl.nn.abstractnn.Activity;
import com.intel.analytics.bigdl.tensor.Tensor;
import io.kinespark.models.training.StepResult;
import io.kinespark.spark.engine.StepRecord;
import io.kinespark.spark.replica.FlatLayout;
import scala.Tuple2;

/**
 * The network as BigDL sees it: one flat parameter tensor, one flat gradient tensor, and a forward
 * pass that runs the whole native training step of the replica its input names. The gradient is
 * there when forward returns; backward has nothing left to do.
 */
final class StepModule extends AbstractModule<Activity, Activity, Float> {

  private static final long serialVersionUID = 1L;

  private final Tensor<Float> weights;
  private final Tensor<Float> gradients;
  private final transient InitialSlices slices;

  private StepModule(InitialSlices slices, Tensor<Float> weights, Tensor<Float> gradients) {
    super(
        Numeric.tag(Activity.class),
        Numeric.tag(Activity.class),
        Numeric.floatTag(),
        Numeric.floatMath());
    this.slices = slices;
    this.weights = weights;
    this.gradients = gradients;
  }

  /** The module on the driver, which BigDL asks for its size alone. */
  static StepModule ofDriver(InitialSlices slices) {
    Tensor<Float> values = Numeric.flat(slices.layout().length());
    return new StepModule(slices, values, values);
  }

  /** The module of the replica in a partition, which begins with its own slice alone. */
  static StepModule ofReplica(InitialSlices slices, int partition) {
    FlatLayout layout = slices.layout();
    float[] own = slices.slice(partition).weights();
    Tensor<Float> weights = Numeric.flat(layout.length());
    System.arraycopy(own, 0, Numeric.array(weights), layout.sliceStart(partition), own.length);
    slices.forget();
    return new StepModule(slices, weights, Numeric.flat(layout.length()));
  }

  /** What replicas begin with. */
  InitialSlices slices() {
    return slices;
  }

  /**
   * Drops the memory of the driver's module, which has told its size. BigDL holds on to a tensor
   * over the same storage, so that it is the storage that has to shrink.
   */
  void dropValues() {
    weights.storage().resize(0);
  }

  @Override
  public Activity updateOutput(Activity input) {
    StepInput step = (StepInput) input;
    long start = System.nanoTime();
    StepResult result =
        step.replica()
            .step(
                step.batch(),
                step.iteration(),
                Numeric.array(weights),
                Numeric.offset(weights),
                Numeric.array(gradients),
                Numeric.offset(gradients));
    step.records()
        .add(
            new StepRecord(
                step.replica().index(),
                result.loss(),
                result.top1(),
                result.top5(),
                result.clips(),
                step.batch().rejected(),
                step.dataWaitNanos(),
                System.nanoTime() - start));
    output_$eq(new StepLoss(result.loss()));
    return output();
  }

  @Override
  public Activity backward(Activity input, Activity gradOutput) {
    return input;
  }

  @Override
  public Activity updateGradInput(Activity input, Activity gradOutput) {
    return input;
  }

  /** Nothing to clear: every step overwrites the gradient. */
  @Override
  public void zeroGradParameters() {}

  @Override
  @SuppressWarnings({"unchecked", "rawtypes"}) // Scala's Array[Tensor[T]] is a raw array in Java.
  public Tuple2<Tensor<Float>[], Tensor<Float>[]> parameters() {
    return new Tuple2<>(new Tensor[] {weights}, new Tensor[] {gradients});
  }
}
