package io.kinespark.spark.cli;

import io.kinespark.spark.check.CheckJob;
import io.kinespark.spark.convert.ConvertJob;
import io.kinespark.spark.describe.DescribeJob;
import io.kinespark.spark.evaluate.EvaluateJob;
import io.kinespark.spark.job.Job;
import io.kinespark.spark.preprocess.PreprocessJob;
import io.kinespark.spark.quickstart.QuickstartJob;
import io.kinespark.spark.train.TrainJob;
import io.kinespark.spark.verify.VerifyJob;
import java.util.List;

/** The jobs that have a command. */
final class Jobs {
  private Jobs() {}

  /** All of them, in the order in which {@code --help} lists them. */
  static List<Job> all() {
    return List.of(
        new QuickstartJob(),
        new CheckJob(),
        new PreprocessJob(),
        new TrainJob(),
        new EvaluateJob(),
        new VerifyJob(),
        new DescribeJob(),
        new ConvertJob());
  }
}
