package io.kinespark.models.training;

import io.kinespark.models.checkpoint.HostTensor;

/**
 * A training step with its logits.
 *
 * @param result loss and hits
 * @param logits {@code [N, classes]} in the network's precision
 */
public record TrainingTrace(StepResult result, HostTensor logits) {}
