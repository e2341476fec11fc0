package io.kinespark.models.resnet;

import io.kinespark.models.nn.Layer;

/** One block of a stage: {@code [N*T, C, H, W] -> [N*T, D, H', W']}. */
public abstract class ResidualBlock extends Layer {}
