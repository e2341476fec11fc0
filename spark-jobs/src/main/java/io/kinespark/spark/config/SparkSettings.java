package io.kinespark.spark.config;

/**
 * The section {@code kinespark.spark}; everything else about Spark is said to spark-submit.
 *
 * @param appName name of the application in Spark's pages
 */
public record SparkSettings(String appName) {

  /** Reads the section, {@code root} being at {@code kinespark}. */
  public static SparkSettings read(ConfigReader root) {
    return new SparkSettings(root.section("spark").text("app-name"));
  }
}
