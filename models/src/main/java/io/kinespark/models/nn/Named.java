package io.kinespark.models.nn;

/**
 * An entry under its full state-dict name.
 *
 * @param <T> the kind of entry
 * @param name for example {@code backbone.conv1.conv.weight}
 * @param entry the entry
 */
public record Named<T>(String name, T entry) {}
