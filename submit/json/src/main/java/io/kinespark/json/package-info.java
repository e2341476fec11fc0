/**
 * The one way in which JSON is read, whoever wrote it: strictly, with bounds, and with the line and
 * column of what is wrong. It works on Jackson's API as Spark 2.4 carries it, which has no bounds
 * of its own.
 */
package io.kinespark.json;
