package io.kinespark.models;

/**
 * Groups of clips into which a replica's batch falls, each with statistics of its own.
 *
 * @param key that sets their number, below {@code kinespark.model}
 * @param count how many, at least 1
 */
public record BatchGroups(String key, int count) {}
