package io.kinespark.spark.evaluate.metrics;

/** What a class that no video shows counts in a mean over classes. */
public enum AbsentClasses {
  /** Nothing: the mean is over the classes that occur (mmaction2, scikit-learn). */
  LEFT_OUT,

  /** 0: the mean is over all classes that the network knows ({@code LannCX/SDCOM}). */
  COUNT_AS_ZERO
}
