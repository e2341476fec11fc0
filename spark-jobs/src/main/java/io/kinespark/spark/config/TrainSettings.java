package io.kinespark.spark.config;

import io.kinespark.settings.Interval;
import io.kinespark.spark.data.TargetRule;
import io.kinespark.spark.engine.BufferReduction;
import io.kinespark.spark.engine.Engines;
import io.kinespark.spark.engine.EpochStatistics;
import io.kinespark.spark.engine.GradientCompression;
import java.time.Duration;

/**
 * The section {@code kinespark.train}.
 *
 * @param output folder of checkpoints and logs
 * @param targets which labels of a video are trained on
 * @param epochs passes over the training videos
 * @param batchSize clips of a replica's step
 * @param replicas replicas of the network, one per executor; 0 for one on every executor
 * @param optimizer how a step changes the weights
 * @param engine the engine that keeps the replicas in step, or {@link Engines#AUTO}
 * @param compress what replicas send each other
 * @param loaderThreads threads of a replica that make batches
 * @param prefetchBatches batches made ahead of the step
 * @param seed seed of order, sampling and augmentation
 * @param validateEvery epochs between validations
 * @param logEvery iterations between log lines
 * @param maxRejectShare share of an epoch's clips that may be rejected, 0 to 1
 * @param stopOnNan whether a loss that is not finite ends the job
 * @param resume what to start from
 * @param statistics what becomes of the running statistics when an epoch ends
 * @param checkpoint which checkpoints are kept
 * @param executorWait how long the executors of the replicas are waited for
 * @param retry how often training goes on after a failure that may pass
 */
public record TrainSettings(
    String output,
    TargetRule targets,
    int epochs,
    int batchSize,
    int replicas,
    OptimizerSettings optimizer,
    String engine,
    GradientCompression compress,
    int loaderThreads,
    int prefetchBatches,
    long seed,
    int validateEvery,
    int logEvery,
    double maxRejectShare,
    boolean stopOnNan,
    Resume resume,
    EpochStatistics statistics,
    Checkpoint checkpoint,
    Duration executorWait,
    Retry retry) {

  /** What training starts from. */
  public sealed interface Resume {
    /** The newest complete checkpoint in the output folder, if there is one. */
    record Newest() implements Resume {}

    /** No checkpoint. */
    record Afresh() implements Resume {}

    /**
     * One checkpoint.
     *
     * @param folder its folder
     */
    record From(String folder) implements Resume {}
  }

  /**
   * Which of the checkpoints, one after every epoch, are kept.
   *
   * @param keep newest ones that are kept
   * @param keepBest whether the one that validated best is kept as well
   */
  public record Checkpoint(int keep, boolean keepBest) {}

  /**
   * How often training goes on after a failure that may pass.
   *
   * @param attempts times at most
   * @param backoff wait before the first, doubled each time
   * @param fewerExecutors whether it goes on where lost executors are not replaced
   */
  public record Retry(int attempts, Duration backoff, boolean fewerExecutors) {}

  /** Reads the section, {@code root} being at {@code kinespark}. */
  public static TrainSettings read(ConfigReader root) {
    ConfigReader train = root.section("train");
    ConfigReader checkpoint = train.section("checkpoint");
    ConfigReader retry = train.section("retry");
    return new TrainSettings(
        train.location("output"),
        train.choice("targets", TargetRule.class),
        train.integer("epochs", Interval.atLeast(1)),
        train.integer("batch-size", Interval.atLeast(1)),
        train.integer("replicas", Interval.atLeast(0)),
        OptimizerSettings.read(train),
        train.named("engine", Engines.found().names()),
        train.choice("compress", GradientCompression.class),
        train.integer("loader-threads", Interval.between(1, 256)),
        train.integer("prefetch-batches", Interval.between(1, 64)),
        train.longInteger("seed", Interval.any()),
        train.integer("validate-every", Interval.atLeast(1)),
        train.integer("log-every", Interval.atLeast(1)),
        train.number("max-reject-share", Interval.between(0, 1)),
        train.flag("stop-on-nan"),
        resume(train.location("resume")),
        new EpochStatistics(
            train.choice("replica-buffers", BufferReduction.class),
            train.section("precise-bn").integer("batches", Interval.atLeast(0))),
        new Checkpoint(
            checkpoint.integer("keep", Interval.atLeast(1)), checkpoint.flag("keep-best")),
        train.duration("executor-wait", Duration.ofSeconds(1)),
        new Retry(
            retry.integer("attempts", Interval.atLeast(0)),
            retry.duration("backoff", Duration.ZERO),
            retry.flag("fewer-executors")));
  }

  private static Resume resume(String text) {
    return switch (text) {
      case "auto" -> new Resume.Newest();
      case "none" -> new Resume.Afresh();
      default -> new Resume.From(text);
    };
  }
}
