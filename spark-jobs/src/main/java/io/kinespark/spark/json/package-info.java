/**
 * Reading JSON trees strictly: a field that is missing or of the wrong kind is an error that names
 * it, never a silent default. Works on Jackson's tree model as Spark 2.4 carries it.
 */
package io.kinespark.spark.json;
