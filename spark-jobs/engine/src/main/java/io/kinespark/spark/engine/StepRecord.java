package io.kinespark.spark.engine;

import java.io.Serializable;
import java.util.List;

/**
 * What one replica measured in one iteration.
 *
 * @param replica 0-based index of the replica
 * @param loss mean loss over the replica's clips
 * @param top1 clips whose label had the highest logit
 * @param top5 clips whose label was among the five highest logits
 * @param clips clips in the replica's batch
 * @param rejected clips that others stand in for, because their videos could not be read
 * @param dataWaitNanos time spent waiting for the batch
 * @param computeNanos time in the network: copying weights in, forward, backward, gradients out
 */
public record StepRecord(
    int replica,
    double loss,
    int top1,
    int top5,
    int clips,
    List<RejectedClip> rejected,
    long dataWaitNanos,
    long computeNanos)
    implements Serializable {}
