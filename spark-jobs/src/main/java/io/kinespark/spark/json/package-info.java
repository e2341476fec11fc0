/**
 * Reading JSON trees strictly: a field that is missing or of the wrong kind is an error that names
 * it, never a silent default; and writing any text so that it comes back. Works on Jackson as Spark
 * 2.4 carries it.
 */
package io.kinespark.spark.json;
