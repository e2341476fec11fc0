package io.kinespark.spark.cluster;

import io.kinespark.guard.LocalNames;
import io.kinespark.guard.NativeFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A job's Spark application, stopped when the job ends. */
public final class SparkApplication implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SparkApplication.class);
  private static final String DYNAMIC_ALLOCATION = "spark.dynamicAllocation.enabled";
  private static final String SHUFFLE_SERVICE = "spark.shuffle.service.enabled";
  private static final String MAIN_CLASS = "io.kinespark.spark.cli.Main";

  private final SparkSession session;
  private final ClusterShape shape;

  private SparkApplication(SparkSession session, ClusterShape shape) {
    this.session = session;
    this.shape = shape;
  }

  /**
   * Starts an application whose tasks use one core each: decoding, packing.
   *
   * @param name shown in Spark's pages
   */
  public static SparkApplication manyTasks(String name) {
    return start(name, new SparkConf(), 1);
  }

  /**
   * Starts an application whose tasks use a whole executor each: networks, whose threads are
   * libtorch's, as an engine of training wants it.
   *
   * @param name shown in Spark's pages
   * @param settings Spark's, set over the user's
   */
  public static SparkApplication oneTaskPerExecutor(String name, Map<String, String> settings) {
    SparkConf conf = new SparkConf();
    settings.forEach(conf::set);
    return start(name, conf, ClusterShape.of(conf).coresPerExecutor());
  }

  /**
   * Starts an application whose tasks use a whole executor each and can be tried again, on another
   * executor if need be: scoring with a network that no task changes.
   *
   * @param name shown in Spark's pages
   */
  public static SparkApplication oneRepeatableTaskPerExecutor(String name) {
    SparkConf conf = new SparkConf();
    return start(name, conf, ClusterShape.of(conf).coresPerExecutor());
  }

  private static SparkApplication start(String name, SparkConf conf, int cpusPerTask) {
    conf.setIfMissing("spark.master", "local[*]");
    nameIfUnnamed(conf, name);
    SparkGuard.close(conf);
    prepareNatives();
    LocalNames.install();
    conf.setIfMissing("spark.ui.showConsoleProgress", "false");
    conf.setIfMissing("spark.driver.maxResultSize", "4g");
    conf.setIfMissing("spark.sql.shuffle.partitions", "8");
    conf.set("spark.scheduler.minRegisteredResourcesRatio", "1.0");
    conf.set("spark.speculation", "false");
    fixExecutors(conf);
    ClusterShape shape = ClusterShape.of(conf);
    if (!shape.local()) {
      conf.set("spark.task.cpus", Integer.toString(cpusPerTask));
    }
    return new SparkApplication(SparkSession.builder().config(conf).getOrCreate(), shape);
  }

  private static void prepareNatives() {
    try {
      NativeFolder.prepare();
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  /**
   * Switches dynamic allocation off: it takes idle executors away, and a replica's executor is idle
   * while the driver validates or writes a checkpoint.
   */
  private static void fixExecutors(SparkConf conf) {
    if (conf.getBoolean(DYNAMIC_ALLOCATION, false)) {
      LOG.warn(
          "{} and {} are switched off: jobs count on all their executors to the end, so that Spark"
              + " must not take idle ones away. Set spark.executor.instances or spark.cores.max to"
              + " what the job may have",
          DYNAMIC_ALLOCATION,
          SHUFFLE_SERVICE);
      conf.set(SHUFFLE_SERVICE, "false");
    }
    conf.set(DYNAMIC_ALLOCATION, "false");
  }

  /** spark-submit names an application that was given no name after its main class. */
  static void nameIfUnnamed(SparkConf conf, String name) {
    if (conf.get("spark.app.name", MAIN_CLASS).equals(MAIN_CLASS)) {
      conf.set("spark.app.name", name);
    }
  }

  /** Spark SQL, for Parquet tables. */
  public SparkSession session() {
    return session;
  }

  /** The context, for RDDs. */
  public JavaSparkContext context() {
    return JavaSparkContext.fromSparkContext(session.sparkContext());
  }

  /** The executors the application counts on. */
  public ClusterShape shape() {
    return shape;
  }

  /**
   * Waits until so many executors are there; in local mode the driver is enough.
   *
   * @param say is told how many there are while they are waited for
   * @throws ExecutorsMissingException when they do not come within the time
   */
  public void awaitExecutors(int executors, Duration limit, Consumer<String> say) {
    if (!shape.local()) {
      new ExecutorWait(context(), executors, limit, say).await();
    }
  }

  @Override
  public void close() {
    session.stop();
  }
}
