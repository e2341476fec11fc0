/**
 * What a network is, as plain serializable values: its family's configuration, the arithmetic it
 * runs in and the normalisation of its input. Nothing in this package touches native memory, so a
 * specification travels freely between driver and executors; {@link
 * io.kinespark.models.training.TrainableNetwork} builds the network from it.
 */
package io.kinespark.models;
