package io.kinespark.spark.engine;

import io.kinespark.models.training.ClassTargets;
import io.kinespark.models.training.ClipBatch;
import io.kinespark.models.training.TrainableNetwork;
import java.util.Random;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/** Cancels, interrupts and closes what computes, many times, in a process of its own. */
final class InterruptRun {

  private static final int ROUNDS = 12;
  private static final long SEED = 19;

  private InterruptRun() {}

  /** Ends while a replica still computes, as a job does that fails. */
  public static void main(String[] arguments) throws InterruptedException {
    closeWhileComputing();
    SparkConf conf =
        new SparkConf()
            .setMaster("local[2]")
            .setAppName("interrupts")
            .set("spark.ui.enabled", "false")
            .set("spark.task.maxFailures", "1");
    var random = new Random(SEED);
    var spark = new JavaSparkContext(conf);
    spark.setLogLevel("OFF");
    for (int round = 0; round < ROUNDS; round++) {
      Thread training = start(() -> train(spark));
      Thread.sleep(300 + random.nextInt(400));
      end(training, round % 2 == 0 ? spark.sc()::cancelAllJobs : training::interrupt);
      System.out.printf("round %d %s%n", round, training.isAlive() ? "hangs" : "ended");
    }
    start(() -> train(spark));
    Thread.sleep(1500);
    System.exit(0);
  }

  /** Ends training, for which it must be asked while it computes and not between two jobs. */
  private static void end(Thread training, Runnable ask) throws InterruptedException {
    for (int asked = 0; asked < 60 && training.isAlive(); asked++) {
      ask.run();
      training.join(500);
    }
  }

  private static Thread start(Runnable work) {
    var thread = new Thread(work);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private static void train(JavaSparkContext spark) {
    spark.setJobGroup("training", "training", /* interruptOnCancel= */ true);
    var batches =
        new SyntheticBatches(
            new EpochPlan(1000, 2, 4),
            TinyRun.SIDE,
            TinyRun.FRAMES,
            TinyRun.CLASSES,
            SyntheticBatches.Fault.NONE);
    try {
      TestedEngine.on(spark)
          .train(TinyRun.plan(batches, 100), Handover.of(TinyRun.start()), new Recording());
    } catch (Exception ended) {
      System.out.println("ended by " + ended.getClass().getSimpleName());
    }
  }

  private static void closeWhileComputing() throws InterruptedException {
    int side = 32;
    byte[] pixels = new byte[8 * TinyRun.FRAMES * side * side * 3];
    var batch =
        new ClipBatch(pixels, 8, TinyRun.FRAMES, side, side, ClassTargets.indices(new int[8]));
    for (int round = 0; round < ROUNDS; round++) {
      TrainableNetwork network = TrainableNetwork.create(TinyRun.wide(16));
      Thread computing = start(() -> compute(network, batch));
      Thread.sleep(30L + 10L * round);
      network.close();
      computing.join();
    }
    System.out.println("closed");
  }

  private static void compute(TrainableNetwork network, ClipBatch batch) {
    try {
      for (int step = 0; ; step++) {
        network.trainStep(batch, step);
      }
    } catch (IllegalStateException closed) {
      System.out.println(closed.getMessage());
    }
  }
}
