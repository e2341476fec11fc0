/**
 * Residual networks: 2-D bottlenecks and the stages made of them, with the names of mmaction2's
 * ResNet ({@code conv1.conv}, {@code layer1.0.conv1.bn}, {@code layer2.0.downsample.conv}). What a
 * family changes in a block comes in through {@link io.kinespark.models.resnet.BlockFactory}.
 */
package io.kinespark.models.resnet;
