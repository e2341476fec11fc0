package io.kinespark.spark.config;

import io.kinespark.models.training.LearningRateSchedule;
import io.kinespark.models.training.SgdRule;
import io.kinespark.settings.Interval;
import java.util.List;

/**
 * The keys of {@code kinespark.train} that say how a step changes the weights, and how its size
 * changes over the epochs.
 *
 * @param rule the update of a step
 * @param learningRate rate at the start, before scaling
 * @param schedule how the rate falls
 * @param milestones epochs after which a multistep rate falls, counted from 1
 * @param gamma factor of each fall
 * @param stepFactors factors on the start's rate after each milestone, for schedule steps
 * @param warmup how the rate rises at first
 * @param warmupEpochs epochs of that rise; 0 for none
 * @param warmupStart factor on the rate that the rise begins with
 * @param autoScaleLr whether the rate follows the batch
 * @param baseBatch clips of a step that the rate was chosen for
 */
public record OptimizerSettings(
    SgdRule rule,
    double learningRate,
    Schedule schedule,
    List<Integer> milestones,
    double gamma,
    List<Double> stepFactors,
    Warmup warmup,
    double warmupEpochs,
    double warmupStart,
    boolean autoScaleLr,
    int baseBatch) {

  /** How the learning rate falls. */
  public enum Schedule {
    /** Times gamma after each milestone. */
    MULTISTEP,
    /** One factor after each milestone. */
    STEPS,
    /** Half a cosine over all epochs, epoch by epoch. */
    COSINE,
    /** Half a cosine over all epochs, iteration by iteration. */
    SMOOTH_COSINE
  }

  /** How the learning rate rises at first. */
  public enum Warmup {
    /** By iteration to 1, a factor on the schedule. */
    LINEAR,
    /** By iteration to what the schedule is by then. */
    RAMP,
    /** By epoch, the first one at rate 0. */
    BY_EPOCH
  }

  static OptimizerSettings read(ConfigReader train) {
    OptimizerSettings settings =
        new OptimizerSettings(
            rule(train),
            train.number("learning-rate", Interval.above(0)),
            train.choice("schedule", Schedule.class),
            train.integers("milestones", Interval.atLeast(1)),
            train.number("gamma", new Interval(0, false, 1, true)),
            train.numbers("step-factors", Interval.atLeast(0)),
            train.choice("warmup", Warmup.class),
            train.number("warmup-epochs", Interval.atLeast(0)),
            train.number("warmup-start", Interval.between(0, 1)),
            train.flag("auto-scale-lr"),
            train.integer("base-batch", Interval.atLeast(1)));
    for (int i = 1; i < settings.milestones.size(); i++) {
      if (settings.milestones.get(i) <= settings.milestones.get(i - 1)) {
        train.problem("milestones", "must rise");
        break;
      }
    }
    if (settings.schedule == Schedule.STEPS
        && settings.stepFactors.size() != settings.milestones.size()) {
      train.problem("step-factors", "must hold one factor for each of the milestones");
    }
    boolean wholeEpochs = settings.warmupEpochs == Math.rint(settings.warmupEpochs);
    if (settings.warmup == Warmup.BY_EPOCH && !wholeEpochs) {
      train.problem("warmup-epochs", "must be a whole number where warmup is by-epoch");
    }
    return settings;
  }

  private static SgdRule rule(ConfigReader train) {
    double momentum = train.number("momentum", Interval.fromBelow(0, 1));
    double dampening = train.number("dampening", Interval.between(0, 1));
    boolean nesterov = train.flag("nesterov");
    if (nesterov && (momentum == 0 || dampening != 0)) {
      train.problem("nesterov", "needs momentum above 0 and dampening 0");
      nesterov = false;
    }
    return new SgdRule(
        momentum,
        dampening,
        nesterov,
        train.number("weight-decay", Interval.atLeast(0)),
        train.number("clip-grad-norm", Interval.atLeast(0)));
  }

  /**
   * The learning rate over a run, as a factor on the rate at the start.
   *
   * @param epochs epochs of the run
   */
  public LearningRateSchedule learningRates(int epochs) {
    LearningRateSchedule falling =
        switch (schedule) {
          case MULTISTEP -> new LearningRateSchedule.MultiStep(milestones, gamma);
          case STEPS ->
              new LearningRateSchedule.Steps(
                  milestones.stream().map(Integer::doubleValue).toList(), stepFactors);
          case COSINE -> new LearningRateSchedule.Cosine(epochs);
          case SMOOTH_COSINE -> new LearningRateSchedule.SmoothCosine(epochs, 0);
        };
    if (warmupEpochs == 0) {
      return falling;
    }
    return switch (warmup) {
      case LINEAR -> new LearningRateSchedule.Warmup(warmupEpochs, warmupStart, falling);
      case RAMP -> new LearningRateSchedule.Ramp(warmupEpochs, warmupStart, falling);
      case BY_EPOCH -> risingByEpoch((int) warmupEpochs, epochs, falling);
    };
  }

  /**
   * SDCOM's warm-up, which counts epochs from 1: a multistep rate is back in epoch W, a cosine
   * begins after it.
   */
  private LearningRateSchedule risingByEpoch(int over, int epochs, LearningRateSchedule falling) {
    return schedule == Schedule.COSINE && epochs > over
        ? new LearningRateSchedule.EpochWarmup(
            over,
            over,
            new LearningRateSchedule.Delayed(
                over - 1, new LearningRateSchedule.Cosine(epochs - over)))
        : new LearningRateSchedule.EpochWarmup(over - 1, over, falling);
  }

  /**
   * The rate at the start: {@link #learningRate}, or with {@link #autoScaleLr} that times the clips
   * of a step over {@link #baseBatch}.
   *
   * @param clipsPerStep clips of a step over all replicas
   */
  public double initialRate(int clipsPerStep) {
    return autoScaleLr ? learningRate * clipsPerStep / baseBatch : learningRate;
  }
}
