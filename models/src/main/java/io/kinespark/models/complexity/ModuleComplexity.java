package io.kinespark.models.complexity;

/**
 * The size of one layer for one clip.
 *
 * @param name of the layer, for example {@code backbone.layer1.0.block.conv2.conv}
 * @param kind for example {@code Convolution2d}
 * @param parameters trainable values
 * @param multiplyAccumulates of a convolution or linear layer
 * @param dynamicMultiplyAccumulates of a convolution whose kernel is computed from the input
 * @param activations values of the layer's output
 */
public record ModuleComplexity(
    String name,
    String kind,
    long parameters,
    long multiplyAccumulates,
    long dynamicMultiplyAccumulates,
    long activations) {}
