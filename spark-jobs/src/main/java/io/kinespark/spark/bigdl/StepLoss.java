package io.kinespark.spark.bigdl;

import com.intel.analytics.bigdl.nn.abstractnn.Activity;
import com.intel.analytics.bigdl.tensor.Tensor;
import com.intel.analytics.bigdl.tensor.TensorNumericMath.TensorNumeric;
import com.intel.analytics.bigdl.utils.Table;

/**
 * What the module answers: the loss that the native step computed.
 *
 * @param value mean loss over the replica's clips
 */
record StepLoss(double value) implements Activity {

  @Override
  public <D> Tensor<D> toTensor(TensorNumeric<D> numeric) {
    throw new UnsupportedOperationException("a step's loss is neither a tensor nor a table");
  }

  @Override
  public Table toTable() {
    throw new UnsupportedOperationException("a step's loss is neither a tensor nor a table");
  }

  @Override
  public boolean isTensor() {
    return false;
  }

  @Override
  public boolean isTable() {
    return false;
  }
}
