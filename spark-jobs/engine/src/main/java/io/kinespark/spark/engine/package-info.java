/**
 * What an engine for data-parallel training is asked and answers, whatever library it is made with:
 * the plan of a run, where a replica's batches come from, what an iteration reports, the state that
 * a checkpoint holds. Nothing here names an engine, and no job is known.
 */
package io.kinespark.spark.engine;
