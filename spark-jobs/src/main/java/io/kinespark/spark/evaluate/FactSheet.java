package io.kinespark.spark.evaluate;

import io.kinespark.models.NetworkSpec;
import io.kinespark.preprocessing.manifest.VideoRecord;
import io.kinespark.spark.cluster.ClusterShape;
import io.kinespark.spark.cluster.SparkApplication;
import io.kinespark.spark.config.Settings;
import io.kinespark.spark.manifest.Manifest;
import io.kinespark.spark.report.RunFacts;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a report says about how it came about. */
final class FactSheet {

  private final EvaluationSettings settings;
  private final Settings resolved;
  private final SparkApplication spark;

  FactSheet(EvaluationSettings settings, Settings resolved, SparkApplication spark) {
    this.settings = settings;
    this.resolved = resolved;
    this.spark = spark;
  }

  /** All but how long it took. */
  RunFacts facts(EvaluatedCheckpoint checkpoint, Manifest manifest, Instant started) {
    String split =
        manifest.records().stream()
            .map(VideoRecord::split)
            .distinct()
            .map(each -> each.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", "));
    return new RunFacts(
        settings.model().name() + (split.isEmpty() ? "" : ", " + split),
        settings.evaluate().manifest(),
        split,
        settings.model().name(),
        checkpoint.describe(),
        settings.plan().describe(),
        config(),
        started,
        Map.of(),
        versions(),
        hardware());
  }

  /** Every key with its value, secrets blanked out. */
  private String config() {
    return resolved.values().stream()
        .map(value -> value.key() + " = " + value.value())
        .collect(Collectors.joining("\n"));
  }

  private Map<String, String> versions() {
    Map<String, String> versions = new LinkedHashMap<>();
    versions.put(
        "Kinespark",
        Optional.ofNullable(FactSheet.class.getPackage().getImplementationVersion())
            .orElse("(not packaged)"));
    versions.put("Java", System.getProperty("java.version"));
    versions.put("Spark", spark.context().version());
    versions.put("Hadoop", org.apache.hadoop.util.VersionInfo.getVersion());
    return versions;
  }

  private Map<String, String> hardware() {
    NetworkSpec network = settings.model().network();
    ClusterShape shape = spark.shape();
    Map<String, String> hardware = new LinkedHashMap<>();
    hardware.put("Spark master", spark.context().master());
    hardware.put("Executors", Integer.toString(shape.executors()));
    hardware.put("Cores of an executor", Integer.toString(shape.coresPerExecutor()));
    hardware.put("Device", network.device());
    hardware.put("Precision", network.precision().toString().toLowerCase(Locale.ROOT));
    hardware.put(
        "Driver's system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    return hardware;
  }
}
