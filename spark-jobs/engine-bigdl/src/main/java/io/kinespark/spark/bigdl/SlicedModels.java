package io.kinespark.spark.bigdl;

import com.intel.analytics.bigdl.models.utils.ModelBroadcast;
import com.intel.analytics.bigdl.models.utils.ModelBroadcastFactory;
import com.intel.analytics.bigdl.tensor.TensorNumericMath.TensorNumeric;
import scala.reflect.ClassTag;

/** Makes {@link SlicedModel}s where BigDL asks for the way in which models reach executors. */
public final class SlicedModels implements ModelBroadcastFactory {

  /** The system property in which BigDL looks for the name of this class, on the driver. */
  static final String PROPERTY = "bigdl.ModelBroadcastFactory";

  @Override
  @SuppressWarnings("unchecked") // Kinespark trains in float: T is Float wherever BigDL calls this.
  public <T> ModelBroadcast<T> create(ClassTag<T> tag, TensorNumeric<T> numeric) {
    return (ModelBroadcast<T>) new SlicedModel();
  }
}
