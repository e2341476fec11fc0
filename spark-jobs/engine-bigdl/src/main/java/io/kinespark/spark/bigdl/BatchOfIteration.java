package io.kinespark.spark.bigdl;

import com.intel.analytics.bigdl.dataset.MiniBatch;
import io.kinespark.spark.engine.IterationIndex;
import io.kinespark.spark.engine.StepRecord;
import io.kinespark.spark.engine.TrainingBatch;
import io.kinespark.spark.replica.Replica;
import java.io.IOException;
import java.util.Collections;
import java.util.Iterator;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.util.CollectionAccumulator;

/** Takes the batch of the iteration that the clock showed when the task was sent. */
final class BatchOfIteration implements FlatMapFunction<Iterator<Replica>, MiniBatch<Float>> {

  private static final long serialVersionUID = 1L;

  private final IterationClock clock;
  private final CollectionAccumulator<StepRecord> records;

  BatchOfIteration(IterationClock clock, CollectionAccumulator<StepRecord> records) {
    this.clock = clock;
    this.records = records;
  }

  @Override
  public Iterator<MiniBatch<Float>> call(Iterator<Replica> partition) throws IOException {
    Replica replica = partition.next();
    IterationIndex iteration = clock.now();
    long start = System.nanoTime();
    TrainingBatch batch = replica.batch(iteration);
    long waited = System.nanoTime() - start;
    var input = new StepInput(replica, batch, iteration, waited, records);
    return Collections.<MiniBatch<Float>>singleton(new StepBatch(input)).iterator();
  }
}
