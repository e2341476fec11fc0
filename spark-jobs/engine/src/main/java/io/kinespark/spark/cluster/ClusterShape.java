package io.kinespark.spark.cluster;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.SparkConf;

/**
 * The executors a job may count on.
 *
 * @param executors number of executor processes; 1 in local mode
 * @param coresPerExecutor cores of each
 * @param local whether the driver is the executor
 */
public record ClusterShape(int executors, int coresPerExecutor, boolean local) {

  private static final Pattern LOCAL = Pattern.compile("local(?:\\[(\\*|\\d+)(?:,\\s*\\d+)?])?");
  private static final Pattern LOCAL_CLUSTER =
      Pattern.compile("local-cluster\\[\\s*(\\d+)\\s*,\\s*(\\d+)\\s*,\\s*(\\d+)\\s*]");

  /**
   * What a configuration asks the cluster for.
   *
   * @param conf the application's configuration, with its master
   * @throws IllegalArgumentException when a cluster is asked for without saying how many executors
   *     of how many cores, which data-parallel training must know before it starts
   */
  public static ClusterShape of(SparkConf conf) {
    String master = conf.get("spark.master", "local[*]");
    Matcher local = LOCAL.matcher(master);
    if (local.matches()) {
      return new ClusterShape(1, localCores(local.group(1)), true);
    }
    Matcher localCluster = LOCAL_CLUSTER.matcher(master);
    if (localCluster.matches()) {
      return new ClusterShape(
          Integer.parseInt(localCluster.group(1)), Integer.parseInt(localCluster.group(2)), false);
    }
    int cores = required(conf, "spark.executor.cores", master);
    int executors =
        conf.contains("spark.executor.instances")
            ? conf.getInt("spark.executor.instances", 0)
            : required(conf, "spark.cores.max", master) / cores;
    if (executors < 1) {
      throw new IllegalArgumentException(
          "spark.cores.max = "
              + conf.get("spark.cores.max")
              + " leaves no executor of spark.executor.cores = "
              + cores
              + " cores; raise the one or lower the other");
    }
    return new ClusterShape(executors, cores, false);
  }

  private static int localCores(String cores) {
    if (cores == null) {
      return 1;
    }
    return cores.equals("*") ? Runtime.getRuntime().availableProcessors() : Integer.parseInt(cores);
  }

  private static int required(SparkConf conf, String key, String master) {
    if (!conf.contains(key)) {
      throw new IllegalArgumentException(
          "on "
              + master
              + " the number of executors and their cores must be fixed: set "
              + "spark.executor.cores, and spark.executor.instances or spark.cores.max; "
              + key
              + " is missing");
    }
    return conf.getInt(key, 0);
  }

  /** Cores of all executors together. */
  public int cores() {
    return executors * coresPerExecutor;
  }
}
