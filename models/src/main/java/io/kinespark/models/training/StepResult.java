package io.kinespark.models.training;

/**
 * What one training step saw before its update.
 *
 * @param loss mean cross-entropy over the clips
 * @param top1 clips of which a label has the highest logit
 * @param top5 clips of which a label is among the five highest logits
 * @param clips in the batch
 */
public record StepResult(double loss, int top1, int top5, int clips) {}
