/**
 * Benchmarks of decoding and of reading clips. They are no part of the build; {@code
 * docs/benchmarks.md} says how each is run and what it showed. All rates are per second of CPU
 * time, which a busy machine falsifies least, and the sides of a ratio take turns.
 */
package io.kinespark.preprocessing.benchmark;
