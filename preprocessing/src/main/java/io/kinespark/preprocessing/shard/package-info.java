/**
 * Packed data sets: plain tar files in WebDataset's layout, so that Python tools read them too.
 *
 * <p>Every video is a group of entries whose names share the part before the first dot, its key:
 * {@code <key>.json} with what is known about it, and either {@code <key>.000000.jpg}, {@code
 * <key>.000001.jpg} and so on, or {@code <key>.<extension>} with a whole video file. Equal input
 * gives byte-identical shards. A shard becomes visible under its name only when it is complete.
 * What a writer returns for each video says where its bytes lie, so that a reader takes just the
 * frames it needs.
 */
package io.kinespark.preprocessing.shard;
