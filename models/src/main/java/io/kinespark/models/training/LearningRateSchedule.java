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
   * A linear rise to the rate of another schedule, iteration by iteration.
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
}
