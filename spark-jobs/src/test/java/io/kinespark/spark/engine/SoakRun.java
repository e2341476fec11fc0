package io.kinespark.spark.engine;

import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.bytedeco.javacpp.Pointer;

/** Takes many steps in a process of its own and says how large the process is on the way. */
final class SoakRun {

  /** Steps between two lines. */
  static final int EVERY = 50;

  private SoakRun() {}

  /** Runs the number of steps in the first argument. */
  public static void main(String[] arguments) {
    int steps = Integer.parseInt(arguments[0]);
    SparkConf conf =
        new SparkConf().setMaster("local[1]").setAppName("soak").set("spark.ui.enabled", "false");
    try (var spark = new JavaSparkContext(conf)) {
      spark.setLogLevel("ERROR");
      var batches =
          new SyntheticBatches(
              new EpochPlan(4 * steps, 1, 4),
              TinyRun.SIDE,
              TinyRun.FRAMES,
              TinyRun.CLASSES,
              SyntheticBatches.Fault.NONE);
      TestedEngine.on(spark).train(TinyRun.plan(batches, 1), TinyRun.start(), new Meter());
    }
  }

  private static final class Meter implements TrainingListener {

    @Override
    public void onIteration(IterationReport report) {
      int step = report.index().global() + 1;
      if (step % EVERY == 0) {
        System.out.printf(
            "step %d resident %d pointers %d%n",
            step, Pointer.physicalBytes() >> 10, Pointer.totalCount());
      }
    }

    @Override
    public boolean onEpochEnd(EpochEnd end) {
      return true;
    }
  }
}
