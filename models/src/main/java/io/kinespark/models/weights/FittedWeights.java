package io.kinespark.models.weights;

import io.kinespark.models.checkpoint.StateDict;
import io.kinespark.models.training.LoadPolicy;
import java.util.Optional;

/**
 * A file's entries under a network's names.
 *
 * @param state the entries
 * @param policy which differences from the network are expected of such a file
 * @param note what wrappers had put before its names and was left out, in words
 */
public record FittedWeights(StateDict state, LoadPolicy policy, Optional<String> note) {}
