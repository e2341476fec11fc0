package io.kinespark.spark.report;

import io.kinespark.spark.progress.TrainingLog;
import java.util.List;
import java.util.Map;

/**
 * What a page shows beside the evaluation. None of it is needed: where a part could not be had, the
 * page has the reason in its place.
 *
 * @param training the run that made the checkpoint; {@link TrainingLog#empty()} if not known
 * @param mistakes the worst mistakes with their frames, worst first
 * @param missing why parts are missing, by the names of this record's constants
 */
public record Adornments(
    TrainingLog training, List<Mistake> mistakes, Map<String, String> missing) {
  /** The training log. */
  public static final String CURVES = "learning curve";

  /** Some of its lines. */
  public static final String WHOLE_CURVES = "whole learning curve";

  /** The frames of the worst mistakes. */
  public static final String PICTURES = "pictures of mistakes";

  /** The frames of some of them. */
  public static final String SOME_PICTURES = "pictures of all mistakes";

  /** The scripts that draw charts. */
  public static final String CHARTS = "charts";

  /** Copies the collections. */
  public Adornments {
    mistakes = List.copyOf(mistakes);
    missing = Map.copyOf(missing);
  }

  /** Everything there is to have. */
  public Adornments(TrainingLog training, List<Mistake> mistakes) {
    this(training, mistakes, Map.of());
  }

  /** Nothing. */
  public static Adornments none() {
    return new Adornments(TrainingLog.empty(), List.of());
  }
}
