/**
 * What is known about every video of a data set: where it lies, what it shows, and whether it can
 * be used. Everything here is an immutable value that travels between Spark executors.
 */
package io.kinespark.preprocessing.manifest;
