package io.kinespark.spark.bigdl;

import com.intel.analytics.bigdl.models.utils.ModelBroadcastImp;
import com.intel.analytics.bigdl.nn.abstractnn.AbstractModule;
import com.intel.analytics.bigdl.nn.abstractnn.Activity;
import com.intel.analytics.bigdl.utils.Engine$;
import org.apache.spark.SparkContext;
import org.apache.spark.TaskContext;

/**
 * Brings the module to the replicas by its size and {@link InitialSlices}. BigDL's own way
 * broadcasts all parameters to every replica, clones the module through a byte array, and leaves a
 * serialised and a live copy of the parameters behind on the driver and on every executor; but the
 * first thing a replica does in an iteration is to fetch all parameters, so that it needs no more
 * than the slice it owns to begin with.
 */
final class SlicedModel extends ModelBroadcastImp<Float> {

  private static final long serialVersionUID = 1L;

  private InitialSlices slices;
  private int nodes;
  private int cores;

  SlicedModel() {
    super(false, Numeric.floatTag(), Numeric.floatMath());
  }

  @Override
  public ModelBroadcastImp<Float> broadcast(
      SparkContext spark, AbstractModule<Activity, Activity, Float> model) {
    StepModule module = (StepModule) model;
    slices = module.slices();
    module.dropValues();
    nodes = Engine$.MODULE$.nodeNumber();
    cores = Engine$.MODULE$.coreNumber();
    return this;
  }

  @Override
  public AbstractModule<Activity, Activity, Float> value(
      boolean initGradient, boolean shareWeight) {
    Engine$.MODULE$.setNodeAndCore(nodes, cores);
    return StepModule.ofReplica(slices, TaskContext.getPartitionId());
  }
}
