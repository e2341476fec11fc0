package io.kinespark.models.training;

import java.io.Serializable;
import java.util.List;

/**
 * The learning rate over a run as a factor on every group's initial rate. It is a pure function of
 * the place in the run, never stored, so that a resumed run cannot drift.
 */
public sealed interface LearningRateSchedule extends Serializable {

  /**
   * The factor on the initial learning rate.
   *
   * @param epoch 0-based epoch
   * @param progress share of the epoch that is done, in [0, 1)
   */
  double factor(int epoch, double progress);

  /**
   * {@code gamma} to the power of the number of milestones reached (torch MultiStepLR by epoch).
   *
   * @param milestones 0-based epochs from which the next decay holds, ascending
   * @param gamma factor at each milestone
   */
  record MultiStep(List<Integer> milestones, double gamma) implements LearningRateSchedule {

    /** Copies the list and checks that it ascends. */
    public MultiStep {
      milestones = List.copyOf(milestones);
      for (int i = 1; i < milestones.size(); i++) {
        if (milestones.get(i) <= milestones.get(i - 1)) {
          throw new IllegalArgumentException("milestones must ascend: got " + milestones);
        }
      }
    }

    @Override
    public double factor(int epoch, double progress) {
      long reached = milestones.stream().filter(m -> m <= epoch).count();
      double factor = 1;
      for (long i = 0; i < reached; i++) {
        factor *= gamma;
      }
      return factor;
    }
  }

  /**
   * Factors that each hold from an epoch on, reached in the middle of an epoch where that is a
   * fraction (PySlowFast's {@code steps_with_relative_lrs}).
   *
   * @param from epochs from which the factors hold, ascending; before the first the factor is 1
   * @param factors one for each
   */
  record Steps(List<Double> from, List<Double> factors) implements LearningRateSchedule {

    /** Copies the lists and checks that they fit each other. */
    public Steps {
      from = List.copyOf(from);
      factors = List.copyOf(factors);
      if (from.size() != factors.size()) {
        throw new IllegalArgumentException(
            "%d epochs for %d factors; give one for each".formatted(from.size(), factors.size()));
      }
      for (int i = 1; i < from.size(); i++) {
        if (from.get(i) <= from.get(i - 1)) {
          throw new IllegalArgumentException("epochs must ascend: got " + from);
        }
      }
    }

    @Override
    public double factor(int epoch, double progress) {
      double factor = 1;
      for (int i = 0; i < from.size() && from.get(i) <= epoch + progress; i++) {
        factor = factors.get(i);
      }
      return factor;
    }
  }

  /**
   * Half a cosine from 1 to 0 over the run, by epoch: {@code 0.5 * (1 + cos(pi * epoch / epochs))}
   * (liu-zhy/temporal-adaptive-module, the "cosine" option).
   *
   * @param epochs epochs of the run
   */
  record Cosine(int epochs) implements LearningRateSchedule {

    @Override
    public double factor(int epoch, double progress) {
      return 0.5 * (1 + Math.cos(Math.PI * epoch / epochs));
    }
  }

  /**
   * Half a cosine from 1 to an end over the run, iteration by iteration: with {@code e = epoch +
   * progress} it is {@code end + (1 - end) * 0.5 * (1 + cos(pi * e / epochs))} (PySlowFast, VoV3D
   * with an end of 0).
   *
   * @param epochs epochs of the run
   * @param endFactor factor that the run ends with
   */
  record SmoothCosine(int epochs, double endFactor) implements LearningRateSchedule {

    @Override
    public double factor(int epoch, double progress) {
      double share = 0.5 * (1 + Math.cos(Math.PI * (epoch + progress) / epochs));
      return endFactor + (1 - endFactor) * share;
    }
  }

  /**
   * A linear rise, iteration by iteration, to 1, by which the rate of another schedule is
   * multiplied meanwhile (mmcv's linear warm-up; DSANet begins at 0.01).
   *
   * @param epochs length of the rise in epochs
   * @param startFactor factor at the first iteration
   * @param then the schedule that follows; its own factor multiplies the rise
   */
  record Warmup(double epochs, double startFactor, LearningRateSchedule then)
      implements LearningRateSchedule {

    @Override
    public double factor(int epoch, double progress) {
      double done = (epoch + progress) / epochs;
      double rise = done >= 1 ? 1 : startFactor + (1 - startFactor) * done;
      return rise * then.factor(epoch, progress);
    }
  }

  /**
   * A linear rise, iteration by iteration, that ends where another schedule is by then: with {@code
   * e = epoch + progress} below W it is {@code start + e * (f(W) - start) / W} (PySlowFast, VoV3D).
   *
   * @param epochs length of the rise in epochs, W
   * @param startFactor factor at the first iteration
   * @param then the schedule that follows, f
   */
  record Ramp(double epochs, double startFactor, LearningRateSchedule then)
      implements LearningRateSchedule {

    @Override
    public double factor(int epoch, double progress) {
      double e = epoch + progress;
      if (e >= epochs) {
        return then.factor(epoch, progress);
      }
      int whole = (int) Math.floor(epochs);
      double end = then.factor(whole, epochs - whole);
      return startFactor + e * (end - startFactor) / epochs;
    }
  }

  /**
   * A rise from 0 by {@code 1 / over} each epoch, the rate being the same throughout an epoch
   * (LannCX/SDCOM, whose first epoch therefore runs at rate 0).
   *
   * @param epochs epochs that belong to the rise
   * @param over epochs in which 1 would be reached
   * @param then the schedule that follows, which counts its epochs from the start of the run
   */
  record EpochWarmup(int epochs, int over, LearningRateSchedule then)
      implements LearningRateSchedule {

    @Override
    public double factor(int epoch, double progress) {
      return epoch < epochs ? (double) epoch / over : then.factor(epoch, progress);
    }
  }

  /**
   * Another schedule that begins later, at its own epoch 0.
   *
   * @param epochs epochs by which it is late; before them its first factor holds
   * @param then the schedule
   */
  record Delayed(int epochs, LearningRateSchedule then) implements LearningRateSchedule {

    @Override
    public double factor(int epoch, double progress) {
      return epoch < epochs ? then.factor(0, 0) : then.factor(epoch - epochs, progress);
    }
  }
}
