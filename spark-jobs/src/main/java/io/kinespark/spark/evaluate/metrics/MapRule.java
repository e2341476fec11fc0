package io.kinespark.spark.evaluate.metrics;

import java.io.Serializable;
import java.util.Objects;

/**
 * How mean average precision is reported.
 *
 * @param ofSingleLabels whether also of videos that all have one label; otherwise only where any
 *     has several or none
 * @param absentClasses what a class that no video shows counts
 */
public record MapRule(boolean ofSingleLabels, AbsentClasses absentClasses) implements Serializable {

  /** Of several labels only, absent classes left out: the rule of mmaction2. */
  public static final MapRule MULTI_LABEL = new MapRule(false, AbsentClasses.LEFT_OUT);

  /** Checks that nothing is missing. */
  public MapRule {
    Objects.requireNonNull(absentClasses, "absentClasses");
  }
}
