package io.kinespark.spark.report;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What produced an evaluation. The maps keep their order.
 *
 * @param title name of the experiment
 * @param dataset name of the data set
 * @param split name of the split that was scored
 * @param model name of the network
 * @param checkpoint identifier of the checkpoint that was loaded
 * @param protocol views and averaging in words, for example {@code 10 clips x 3 crops, mean of
 *     softmax}
 * @param config the resolved configuration as HOCON, shown to every reader of the report: secrets
 *     must be blanked out
 * @param started when the evaluation began
 * @param timings wall-clock time per phase
 * @param versions versions of software, by name
 * @param hardware what it ran on, by name
 */
public record RunFacts(
    String title,
    String dataset,
    String split,
    String model,
    String checkpoint,
    String protocol,
    String config,
    Instant started,
    Map<String, Duration> timings,
    Map<String, String> versions,
    Map<String, String> hardware) {
  /** Copies the maps, keeping their order. */
  public RunFacts {
    timings = Collections.unmodifiableMap(new LinkedHashMap<>(timings));
    versions = Collections.unmodifiableMap(new LinkedHashMap<>(versions));
    hardware = Collections.unmodifiableMap(new LinkedHashMap<>(hardware));
  }

  /** The same with these times of the phases. */
  public RunFacts withTimings(Map<String, Duration> times) {
    return new RunFacts(
        title,
        dataset,
        split,
        model,
        checkpoint,
        protocol,
        config,
        started,
        times,
        versions,
        hardware);
  }
}
