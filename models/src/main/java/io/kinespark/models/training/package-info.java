/**
 * One replica of a network as an optimizer sees it: a flat vector of parameters, a step that yields
 * loss and gradients, predictions, buffers and checkpoints. All native memory of a replica belongs
 * to its {@link io.kinespark.models.training.TrainableNetwork}; everything that goes in or comes
 * out is plain Java.
 */
package io.kinespark.models.training;
