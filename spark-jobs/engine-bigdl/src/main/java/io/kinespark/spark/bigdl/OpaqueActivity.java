package io.kinespark.spark.bigdl;

import com.intel.analytics.bigdl.nn.abstractnn.Activity;
import com.intel.analytics.bigdl.tensor.Tensor;
import com.intel.analytics.bigdl.tensor.TensorNumericMath.TensorNumeric;
import com.intel.analytics.bigdl.utils.Table;

/** Something that BigDL passes through a module without looking inside. */
interface OpaqueActivity extends Activity {

  @Override
  default <D> Tensor<D> toTensor(TensorNumeric<D> numeric) {
    throw new UnsupportedOperationException(this + " is neither a tensor nor a table");
  }

  @Override
  default Table toTable() {
    throw new UnsupportedOperationException(this + " is neither a tensor nor a table");
  }

  @Override
  default boolean isTensor() {
    return false;
  }

  @Override
  default boolean isTable() {
    return false;
  }
}
