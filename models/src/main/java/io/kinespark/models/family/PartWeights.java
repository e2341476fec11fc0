package io.kinespark.models.family;

/**
 * A part of a family's networks that may start from a file of its own, read after that of the whole
 * network.
 *
 * @param key that names the file, below {@code kinespark.model}
 * @param scheme of the file's names, as {@link FileNames} has it
 */
public record PartWeights(String key, String scheme) {}
