/**
 * Manifests: what pre-processing leaves behind and every other job starts from.
 *
 * <p>A manifest is a folder with a Parquet table of its videos, one row each, sorted by id, and
 * {@code labels.txt}, the names of its classes. The table names the digest of the label map, so
 * that labels are never read with another data set's classes, and the digest of its rows, which is
 * checked whenever they are read. Shards lie below the folder and are named relative to it: a
 * manifest may be moved or copied as a whole. It becomes visible when it is complete, and never
 * before.
 */
package io.kinespark.spark.manifest;
