package io.kinespark.models.resnet;

import io.kinespark.models.nn.ForwardPass;
import io.kinespark.models.nn.NetworkModule;
import org.bytedeco.pytorch.Tensor;

/** One block of a stage. */
public abstract class ResidualBlock extends NetworkModule {
  /** {@code [N*T, C, H, W] -> [N*T, D, H', W']}. */
  public abstract Tensor forward(Tensor input, ForwardPass pass);
}
