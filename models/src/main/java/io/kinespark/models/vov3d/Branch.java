package io.kinespark.models.vov3d;

import io.kinespark.models.nn.ForwardPass;
import io.kinespark.models.nn.NetworkModule;
import org.bytedeco.pytorch.Tensor;

/** What a residual block adds to its shortcut: {@code branch2} in the original. */
public abstract sealed class Branch extends NetworkModule
    permits TemporalOneShotAggregation, X3dTransform {
  /** {@code [N, C, T, H, W] -> [N, D, T, H/stride, W/stride]}, not rectified. */
  public abstract Tensor forward(Tensor input, ForwardPass pass);
}
