package io.kinespark.spark.testing;

import java.util.Map;
import org.apache.hadoop.conf.Configuration;

/** Settings of file systems, for the jobs that this process starts as for the test itself. */
public final class HadoopProperties implements AutoCloseable {
  private static final String PREFIX = "spark.hadoop.";

  private final Map<String, String> values;

  /** Sets Hadoop's properties as spark-submit would. */
  public HadoopProperties(Map<String, String> values) {
    this.values = Map.copyOf(values);
    this.values.forEach((name, value) -> System.setProperty(PREFIX + name, value));
  }

  /** The same for what reads files itself. */
  public Configuration configuration() {
    Configuration hadoop = new Configuration();
    values.forEach(hadoop::set);
    return hadoop;
  }

  @Override
  public void close() {
    values.keySet().forEach(name -> System.clearProperty(PREFIX + name));
  }
}
