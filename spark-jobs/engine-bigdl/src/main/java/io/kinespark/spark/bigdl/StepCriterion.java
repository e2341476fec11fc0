package io.kinespark.spark.bigdl;

import com.intel.analytics.bigdl.nn.abstractnn.AbstractCriterion;
import com.intel.analytics.bigdl.nn.abstractnn.Activity;

/** Hands the loss of the native step through. */
final class StepCriterion extends AbstractCriterion<Activity, Activity, Float> {

  private static final long serialVersionUID = 1L;

  StepCriterion() {
    super(
        Numeric.tag(Activity.class),
        Numeric.tag(Activity.class),
        Numeric.floatTag(),
        Numeric.floatMath());
  }

  @Override
  public Float updateOutput(Activity input, Activity target) {
    return (float) ((StepLoss) input).value();
  }

  @Override
  public Activity updateGradInput(Activity input, Activity target) {
    return input;
  }
}
