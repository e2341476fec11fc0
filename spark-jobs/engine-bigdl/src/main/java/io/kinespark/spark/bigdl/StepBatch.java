package io.kinespark.spark.bigdl;

import com.intel.analytics.bigdl.dataset.MiniBatch;
import com.intel.analytics.bigdl.dataset.Sample;
import com.intel.analytics.bigdl.nn.abstractnn.Activity;
import com.intel.analytics.bigdl.tensor.Tensor;
import com.intel.analytics.bigdl.tensor.TensorNumericMath.TensorNumeric;
import scala.collection.Seq;

/**
 * A replica's batch as BigDL sees it: a number of clips and an opaque input. The labels travel in
 * the input, because the native step returns the loss itself.
 */
final class StepBatch implements MiniBatch<Float> {

  private static final long serialVersionUID = 1L;

  private final int clips;
  private final transient Activity input;

  /** A batch with its input, made in the task that trains on it. */
  StepBatch(StepInput input) {
    this.clips = input.batch().clips();
    this.input = input;
  }

  /** A batch that is only counted: BigDL sums sizes to learn how long an epoch is. */
  StepBatch(int clips) {
    this.clips = clips;
    this.input = null;
  }

  @Override
  public int size() {
    return clips;
  }

  @Override
  public MiniBatch<Float> slice(int offset, int length) {
    if (offset != 1 || length != clips) {
      throw new IllegalArgumentException(
          "one replica an executor takes its batch whole: asked for clips "
              + offset
              + " to "
              + (offset + length - 1)
              + " of "
              + clips);
    }
    return this;
  }

  @Override
  public Activity getInput() {
    return input;
  }

  @Override
  public Activity getTarget() {
    return input;
  }

  @Override
  @Deprecated // BigDL's interface of before 0.2, which it still declares.
  public Tensor<Float> data() {
    throw new UnsupportedOperationException("a step's batch holds no BigDL tensor");
  }

  @Override
  @Deprecated // The same.
  public Tensor<Float> labels() {
    throw new UnsupportedOperationException("a step's batch holds no BigDL tensor");
  }

  @Override
  public MiniBatch<Float> set(Seq<Sample<Float>> samples, TensorNumeric<Float> numeric) {
    throw new UnsupportedOperationException("a step's batch is not made of BigDL samples");
  }
}
