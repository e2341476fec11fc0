package io.kinespark.models.resnet;

import io.kinespark.models.nn.TensorSpace;

/**
 * Makes the blocks of a ResNet; families put their own modules around or into the plain bottleneck.
 */
@FunctionalInterface
public interface BlockFactory {
  /** A new block of that shape. */
  ResidualBlock create(TensorSpace space, BottleneckGeometry geometry);
}
