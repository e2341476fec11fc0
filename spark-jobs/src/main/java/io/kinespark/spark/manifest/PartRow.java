package io.kinespark.spark.manifest;

import java.io.Serializable;
import org.apache.spark.sql.Row;

/**
 * A row of a table.
 *
 * @param part name of the file that it lies in
 * @param row its values, in the order of a manifest's columns
 */
record PartRow(String part, Row row) implements Serializable {}
