package io.kinespark.spark.engine;

import io.kinespark.models.NetworkSpec;
import java.lang.management.ManagementFactory;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/** Trains a wide network for two epochs and says how much of the heap is reachable on the way. */
final class HeapRun {

  private static final int CLIPS = 2;

  private HeapRun() {}

  /** Trains with a base width, a number of replicas and a number of steps an epoch. */
  public static void main(String[] arguments) {
    int width = Integer.parseInt(arguments[0]);
    int replicas = Integer.parseInt(arguments[1]);
    int steps = Integer.parseInt(arguments[2]);
    SparkConf conf =
        new SparkConf()
            .setMaster("local[" + replicas + "]")
            .setAppName("heap")
            .set("spark.ui.enabled", "false");
    try (var spark = new JavaSparkContext(conf)) {
      spark.setLogLevel("ERROR");
      NetworkSpec network = TinyRun.wide(width);
      var batches =
          new SyntheticBatches(
              new EpochPlan(CLIPS * steps * replicas, replicas, CLIPS),
              TinyRun.SIDE,
              TinyRun.FRAMES,
              TinyRun.CLASSES,
              SyntheticBatches.Fault.NONE);
      TrainingPlan plan = TinyRun.plan(network, batches, 2);
      var meter = new Meter(reachable());
      TestedEngine.on(spark).train(plan, Handover.of(TinyRun.start(network)), meter);
    }
  }

  /** Bytes of the heap that are reachable. */
  private static long reachable() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  /** Says what is reachable more than before the run, beside the size of the parameters. */
  private record Meter(long before) implements TrainingListener {

    @Override
    public void onIteration(IterationReport report) {
      System.out.printf("step %d bytes %d%n", report.index().global() + 1, reachable() - before);
    }

    @Override
    public boolean onEpochEnd(EpochEnd end) {
      System.out.printf(
          "end %d bytes %d parameters %d%n",
          end.epoch() + 1, reachable() - before, end.state().parameters().length);
      return true;
    }
  }
}
