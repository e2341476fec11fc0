package io.kinespark.spark.evaluate;

import io.kinespark.models.checkpoint.HostTensor;
import io.kinespark.models.checkpoint.StateDict;
import io.kinespark.preprocessing.annotation.LabelMap;
import io.kinespark.spark.checkpoint.CheckpointInfo;
import io.kinespark.spark.config.Settings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.Path;

/**
 * Weights and what is known about where they come from.
 *
 * @param location folder of the checkpoint or the weights file
 * @param weights state dict under the network's names
 * @param origin what a checkpoint of a run says besides; none for a weights file
 * @param note what of the file's names was left out, in words
 */
record EvaluatedCheckpoint(
    Path location, StateDict weights, Optional<Origin> origin, Optional<String> note) {

  /**
   * What a checkpoint of a run says about the run.
   *
   * @param info where in the run it was taken
   * @param labels the classes that were learnt
   * @param settings the run's configuration
   * @param log folder of the run's training log, which need not exist
   */
  record Origin(CheckpointInfo info, LabelMap labels, Settings settings, Path log) {}

  /** The same checkpoint with these entries alone. */
  EvaluatedCheckpoint with(List<String> names) {
    Map<String, HostTensor> kept = new LinkedHashMap<>();
    names.forEach(name -> kept.put(name, weights.get(name)));
    return new EvaluatedCheckpoint(location, new StateDict(kept, weights.metadata()), origin, note);
  }

  /** The checkpoint for reports: where it is and how far its run had come. */
  String describe() {
    if (origin.isEmpty()) {
      return location + note.map(text -> " (" + text + ")").orElse("");
    }
    CheckpointInfo info = origin.get().info();
    StringBuilder text = new StringBuilder(location.toString());
    text.append(" (iteration ").append(info.iterations()).append(", epoch ").append(info.epochs());
    return text.append(", ").append(info.validation()).append(')').toString();
  }
}
