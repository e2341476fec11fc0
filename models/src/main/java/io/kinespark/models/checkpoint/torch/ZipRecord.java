package io.kinespark.models.checkpoint.torch;

/**
 * An uncompressed record of a zip archive.
 *
 * @param name in the archive
 * @param header where its local header begins
 * @param size in bytes
 * @param checksum CRC-32 of its bytes; 0 where the writer was told not to compute it
 */
record ZipRecord(String name, long header, long size, long checksum) {}
