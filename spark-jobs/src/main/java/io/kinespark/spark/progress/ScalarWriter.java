package io.kinespark.spark.progress;

import java.io.IOException;

/**
 * Where scalars over training steps go, a TensorBoard event file for one. Tags follow TensorBoard's
 * habit of {@code group/name}, for example {@code train/loss}.
 */
public interface ScalarWriter extends AutoCloseable {
  /**
   * Writes one point of a curve.
   *
   * @param tag name of the curve
   * @param value its value; may be NaN or infinite
   * @param step optimizer steps taken so far
   * @throws IOException if the point could not be written
   */
  void scalar(String tag, double value, long step) throws IOException;

  /**
   * Writes the points of one step: loss, top-1, learning rate, throughput and data wait.
   *
   * @throws IOException if a point could not be written
   */
  default void iteration(IterationRecord step) throws IOException {
    scalar("train/loss", step.loss(), step.iteration());
    if (step.top1().isPresent()) {
      scalar("train/top1", step.top1().getAsDouble(), step.iteration());
    }
    scalar("train/learning-rate", step.learningRate(), step.iteration());
    scalar("speed/clips-per-second", step.clipsPerSecond(), step.iteration());
    scalar("speed/data-wait-share", step.dataWaitShare(), step.iteration());
  }

  /**
   * Writes the points of one epoch's validation, if there was one.
   *
   * @throws IOException if a point could not be written
   */
  default void epoch(EpochRecord epoch) throws IOException {
    if (epoch.validationTop1().isPresent()) {
      scalar("validation/top1", epoch.validationTop1().getAsDouble(), epoch.iteration());
    }
    if (epoch.validationTop5().isPresent()) {
      scalar("validation/top5", epoch.validationTop5().getAsDouble(), epoch.iteration());
    }
    if (epoch.validationMap().isPresent()) {
      scalar("validation/map", epoch.validationMap().getAsDouble(), epoch.iteration());
    }
    if (epoch.validationMacs().isPresent()) {
      scalar("validation/macs", epoch.validationMacs().getAsDouble(), epoch.iteration());
    }
  }

  /**
   * Flushes and ends the curves.
   *
   * @throws IOException if what was buffered could not be written
   */
  @Override
  void close() throws IOException;
}
