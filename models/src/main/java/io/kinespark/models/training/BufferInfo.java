package io.kinespark.models.training;

import java.io.Serializable;

/**
 * One floating-point buffer and its place in the flat vector of buffers.
 *
 * @param name in the state dict
 * @param offset of its first value, 0-based, in values
 * @param length how many values
 */
public record BufferInfo(String name, int offset, int length) implements Serializable {}
