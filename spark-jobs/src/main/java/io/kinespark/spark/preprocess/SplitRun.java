package io.kinespark.spark.preprocess;

import io.kinespark.preprocessing.annotation.LabelMap;
import io.kinespark.preprocessing.manifest.VideoRecord;
import io.kinespark.spark.config.PreprocessSettings;
import io.kinespark.spark.lock.OutputLock;
import io.kinespark.spark.manifest.Manifest;
import io.kinespark.spark.manifest.Manifests;
import io.kinespark.spark.preprocess.UnitResult.Shard;
import io.kinespark.spark.progress.CountProgress;
import io.kinespark.spark.progress.OptionalParts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.FileSystem;

/**
 * Preprocesses one split: finds what is done, does the rest, and writes the tables and the manifest
 * of all.
 */
final class SplitRun {
  private final SplitFolder folder;
  private final FileSystem files;
  private final UnitTasks tasks;
  private final Manifests manifests;
  private final PreprocessSettings job;
  private final OptionalParts parts;

  /**
   * A run.
   *
   * @param folder the split's output
   * @param files its file system
   * @param tasks does the work
   * @param manifests writes the manifest
   * @param job what is to be done
   * @param parts where it is said that something beside the manifest cannot be written
   */
  SplitRun(
      SplitFolder folder,
      FileSystem files,
      UnitTasks tasks,
      Manifests manifests,
      PreprocessSettings job,
      OptionalParts parts) {
    this.folder = folder;
    this.files = files;
    this.tasks = tasks;
    this.manifests = manifests;
    this.job = job;
    this.parts = parts;
  }

  /**
   * Does what is left to do.
   *
   * @param listing the split's rows
   * @param settings what the output depends on
   * @param labelMap the classes
   * @param progress makes the progress of a number of videos
   * @return the counts of the whole split
   * @throws io.kinespark.spark.lock.OutputLockedException if another job is at work on it
   * @throws PreprocessException if it cannot be continued
   */
  SplitSummary run(
      SplitListing listing,
      OutputSettings settings,
      LabelMap labelMap,
      LongFunction<CountProgress> progress)
      throws IOException {
    try (OutputLock lock = OutputLock.acquire(files, folder.path(), "preprocess.output")) {
      return run(listing, settings, labelMap, progress, lock);
    }
  }

  private SplitSummary run(
      SplitListing listing,
      OutputSettings settings,
      LabelMap labelMap,
      LongFunction<CountProgress> progress,
      OutputLock lock)
      throws IOException {
    SplitOutput output = new SplitOutput(files, folder);
    output.prepare(settings, job.overwrite());
    output.deleteUnfinished();
    List<WorkUnit> units =
        WorkUnit.cut(listing.split(), listing.annotations().records(), job.videosPerTask());
    Map<String, UnitResult> results = new TreeMap<>(done(units));
    List<WorkUnit> left = units.stream().filter(unit -> !results.containsKey(unit.name())).toList();
    if (!left.isEmpty()) {
      // Shards are about to change: what there is, is no longer a manifest.
      manifests.delete(folder.path());
      long videos = left.stream().mapToLong(unit -> unit.videos().size()).sum();
      results.putAll(byName(tasks.pack(left, progress.apply(videos))));
    }
    List<Shard> shards = results.values().stream().flatMap(r -> r.shards().stream()).toList();
    Manifest manifest = manifest(listing, results, labelMap);
    SplitSummary summary = SplitSummary.of(listing, manifest, shards);
    ReadableTables tables = ReadableTables.of(manifest, summary, folder, parts);
    if (!left.isEmpty() || !tables.areIn(files) || !manifests.holds(folder.path(), manifest)) {
      lock.check();
      // Executors that were lost on the way have left theirs, too.
      output.deleteUnfinished();
      output.deleteShardsExcept(shards.stream().map(Shard::name).collect(Collectors.toSet()));
      // The manifest comes last: where it is, everything is.
      manifests.delete(folder.path());
      tables.write(files, parts);
      manifests.write(manifest, folder.path());
    }
    return summary;
  }

  private Map<String, UnitResult> done(List<WorkUnit> units) throws IOException {
    List<UnitResult> found =
        tasks.find(units).stream()
            .filter(result -> !(job.redoRejected() && result.hasRejects()))
            .toList();
    return byName(found);
  }

  private static Map<String, UnitResult> byName(List<UnitResult> results) {
    return results.stream().collect(Collectors.toMap(UnitResult::unit, Function.identity()));
  }

  private static Manifest manifest(
      SplitListing listing, Map<String, UnitResult> results, LabelMap labelMap) {
    List<VideoRecord> records = new ArrayList<>(listing.rejectedRows());
    results.values().forEach(result -> records.addAll(result.videos()));
    return new Manifest(records, labelMap);
  }
}
