package io.kinespark.preprocessing.manifest;

/**
 * A video file of its own.
 *
 * @param uri its URI
 */
public record VideoFile(String uri) implements VideoLocation {}
