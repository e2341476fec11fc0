/**
 * The preprocess job: from annotation files and videos to manifests and packed shards.
 *
 * <p>A split's rows are cut into work units of a fixed number of videos, in the order of the
 * annotation file. A task packs one unit into shards of its own and then writes the unit's result,
 * last and whole; so a unit is done or it is not, a job that was killed goes on where it was, and
 * neither the number of executors nor a failed attempt changes a byte of the output. The manifest
 * appears when all units are done.
 */
package io.kinespark.spark.preprocess;
