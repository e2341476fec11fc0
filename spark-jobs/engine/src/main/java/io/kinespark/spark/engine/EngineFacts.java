package io.kinespark.spark.engine;

/**
 * What an engine needs to know of the place it would run in, before anything is started.
 *
 * @param sparkVersion such as {@code 2.4.8}
 */
public record EngineFacts(String sparkVersion) {

  /** Those of this process. */
  public static EngineFacts here() {
    return new EngineFacts(org.apache.spark.package$.MODULE$.SPARK_VERSION());
  }
}
