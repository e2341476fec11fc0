/**
 * What a job is to the command line, and the command line to a job: its name and arguments, the
 * configuration it is given, where it prints and the code it ends with.
 */
package io.kinespark.spark.job;
