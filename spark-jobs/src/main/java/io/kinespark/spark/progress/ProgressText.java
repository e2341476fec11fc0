package io.kinespark.spark.progress;

import java.time.Duration;
import java.util.Locale;
import java.util.OptionalDouble;

/** The wording that the bar and the plain lines share. */
final class ProgressText {
  private ProgressText() {}

  static String measures(IterationRecord step) {
    return String.format(
        Locale.ROOT,
        "loss %.4f%s | %.1f clips/s | data wait %.0f%%",
        step.loss(),
        percent("  top-1 ", step.top1()),
        step.clipsPerSecond(),
        100 * step.dataWaitShare());
  }

  static String epoch(EpochRecord epoch, RunLength plan) {
    return String.format(
        Locale.ROOT,
        "Epoch %d/%d done in %s: train loss %.4f%s%s%s%s%s | lr %.3g | %d clips",
        epoch.epoch(),
        plan.epochs(),
        duration(epoch.duration()),
        epoch.trainLoss(),
        percent("  train top-1 ", epoch.trainTop1()),
        percent("  validation mAP ", epoch.validationMap()),
        percent("  validation top-1 ", epoch.validationTop1()),
        percent("  top-5 ", epoch.validationTop5()),
        giga("  GMACs of a video ", epoch.validationMacs()),
        epoch.learningRate(),
        epoch.clips());
  }

  static String duration(Duration duration) {
    long hours = duration.toHours();
    return hours > 0
        ? String.format(
            Locale.ROOT, "%d:%02d:%02d", hours, duration.toMinutesPart(), duration.toSecondsPart())
        : String.format(Locale.ROOT, "%d:%02d", duration.toMinutesPart(), duration.toSecondsPart());
  }

  private static String percent(String name, OptionalDouble share) {
    return share.isPresent()
        ? String.format(Locale.ROOT, "%s%.1f%%", name, 100 * share.getAsDouble())
        : "";
  }

  private static String giga(String name, OptionalDouble count) {
    return count.isPresent()
        ? String.format(Locale.ROOT, "%s%.2f", name, count.getAsDouble() / 1e9)
        : "";
  }
}
