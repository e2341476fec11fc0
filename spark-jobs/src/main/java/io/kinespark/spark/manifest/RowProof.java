package io.kinespark.spark.manifest;

import java.io.Serializable;

/**
 * What is known of a row without the row.
 *
 * @param id of its video
 * @param part name of the file that it lies in
 * @param digest what {@link RecordDigest} says of it
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; there is one for each of many rows
record RowProof(String id, String part, byte[] digest) implements Serializable {}
