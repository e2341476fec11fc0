/** Tables that spreadsheets open. */
package io.kinespark.spark.table;
