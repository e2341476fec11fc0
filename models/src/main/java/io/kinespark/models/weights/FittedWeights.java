package io.kinespark.models.weights;

import io.kinespark.models.checkpoint.StateDict;
import io.kinespark.models.training.LoadPolicy;

/**
 * A file's entries under a network's names.
 *
 * @param state the entries
 * @param policy which differences from the network are expected of such a file
 */
public record FittedWeights(StateDict state, LoadPolicy policy) {}
