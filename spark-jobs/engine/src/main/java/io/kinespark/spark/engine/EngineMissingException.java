package io.kinespark.spark.engine;

import java.util.List;

/** No engine of those asked for can run here. */
public final class EngineMissingException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * Names what was asked for and why it cannot be had.
   *
   * @param name as in {@code train.engine}
   * @param reasons one for each engine that was looked at
   */
  EngineMissingException(String name, List<String> reasons) {
    super(
        reasons.isEmpty()
            ? "train.engine = " + name + ": no such engine is on the class path"
            : "train.engine = " + name + ": no engine can run here. " + String.join(". ", reasons));
  }
}
