package io.kinespark.spark.run;

/** What a training run keeps below {@code train.output}, by folder name. */
public final class RunFolder {

  /** The checkpoints. */
  public static final String CHECKPOINTS = "checkpoints";

  /** The JSON-lines log, a file for each attempt. */
  public static final String LOG = "log";

  /** The file that says which run this is and which other it went on from. */
  public static final String RUN = "run.json";

  /** The event files of TensorBoard. */
  public static final String TENSORBOARD = "tensorboard";

  private RunFolder() {}
}
