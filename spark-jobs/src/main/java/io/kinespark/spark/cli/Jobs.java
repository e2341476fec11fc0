package io.kinespark.spark.cli;

import io.kinespark.settings.ApplicationClasses;
import io.kinespark.spark.check.CheckJob;
import io.kinespark.spark.convert.ConvertJob;
import io.kinespark.spark.describe.DescribeJob;
import io.kinespark.spark.evaluate.EvaluateJob;
import io.kinespark.spark.job.Job;
import io.kinespark.spark.preprocess.PreprocessJob;
import io.kinespark.spark.quickstart.QuickstartJob;
import io.kinespark.spark.train.TrainJob;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/** The jobs that have a command. */
final class Jobs {
  private Jobs() {}

  /**
   * All of them, in the order in which {@code --help} lists them: those of this module, then those
   * that other modules bring.
   */
  static List<Job> all() {
    Stream<Job> own =
        Stream.of(
            new QuickstartJob(),
            new CheckJob(),
            new PreprocessJob(),
            new TrainJob(),
            new EvaluateJob(),
            new DescribeJob(),
            new ConvertJob());
    Stream<Job> brought =
        ServiceLoader.load(Job.class, ApplicationClasses.loader()).stream()
            .map(ServiceLoader.Provider::get);
    return Stream.concat(own, brought).toList();
  }
}
