package io.kinespark.models.sdcom;

import io.kinespark.models.nn.ForwardPass;
import io.kinespark.models.nn.NetworkModule;
import org.bytedeco.pytorch.Tensor;

/** A layer of maps: {@code [N, C, H, W] -> [N, D, H', W']}. */
abstract class FrameLayer extends NetworkModule {
  abstract Tensor forward(Tensor input, ForwardPass pass);
}
