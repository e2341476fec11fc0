package io.kinespark.spark.cluster;

import java.io.IOException;
import java.util.List;

/** An application that has run a task and then waits until its input ends. */
final class WaitingApplication {
  static final String READY = "ready";

  private WaitingApplication() {}

  /** Says when the task is done. */
  public static void main(String[] arguments) throws IOException {
    try (SparkApplication application = SparkApplication.manyTasks("waiting")) {
      application.context().parallelize(List.of(1, 2, 3), 3).map(x -> x + 1).collect();
      System.out.println(READY);
      System.in.read();
    }
  }
}
