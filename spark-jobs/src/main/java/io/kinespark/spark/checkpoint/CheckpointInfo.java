package io.kinespark.spark.checkpoint;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * Where in a run a checkpoint was taken and what it may be resumed with.
 *
 * @param iterations iterations finished
 * @param epochs whole epochs finished
 * @param replicas replicas of the run
 * @param seed seed of the run
 * @param configHash SHA-256 of the resolved configuration
 * @param labelMapHash SHA-256 of the label map
 * @param top1 validation top-1 in [0, 1] where one was taken
 * @param meanAveragePrecision validation mAP in [0, 1] where one was taken
 */
public record CheckpointInfo(
    int iterations,
    int epochs,
    int replicas,
    long seed,
    String configHash,
    String labelMapHash,
    OptionalDouble top1,
    OptionalDouble meanAveragePrecision) {

  /** What validation measured in words, such as {@code validation mAP 71.20 %, top-1 80.05 %}. */
  public String validation() {
    List<String> measures = new ArrayList<>();
    meanAveragePrecision.ifPresent(share -> measures.add(percent("mAP", share)));
    top1.ifPresent(share -> measures.add(percent("top-1", share)));
    return measures.isEmpty() ? "not validated" : "validation " + String.join(", ", measures);
  }

  private static String percent(String name, double share) {
    return String.format(Locale.ROOT, "%s %.2f %%", name, 100 * share);
  }
}
