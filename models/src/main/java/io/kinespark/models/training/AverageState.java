package io.kinespark.models.training;

import java.io.Serializable;

/**
 * The running average that a network keeps of itself while it trains.
 *
 * @param values parameters and buffers of the averaged parts, flat
 * @param counters their counters, and how many updates the average has followed
 */
@SuppressWarnings("ArrayRecordComponent") // a bulk buffer that nobody compares
public record AverageState(float[] values, long[] counters) implements Serializable {}
