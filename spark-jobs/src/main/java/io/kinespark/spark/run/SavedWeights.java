package io.kinespark.spark.run;

import io.kinespark.models.checkpoint.Safetensors;
import io.kinespark.models.weights.WeightsFile;
import io.kinespark.preprocessing.annotation.LabelMap;
import io.kinespark.preprocessing.storage.Locations;
import io.kinespark.spark.checkpoint.Checkpoint;
import io.kinespark.spark.checkpoint.CheckpointStore;
import io.kinespark.spark.storage.HadoopBytes;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Weights as users name them: by a file or by a run. */
public final class SavedWeights {
  private SavedWeights() {}

  /**
   * Weights of which it may be known what they tell apart.
   *
   * @param file the weights
   * @param classes those that the run learnt; empty for files that are part of no run, or of one
   *     that kept no names
   */
  public record Learnt(WeightsFile file, Optional<LabelMap> classes) {}

  /**
   * Reads weights.
   *
   * @param location a file of any readable form, or what {@link SavedRun#find} takes
   * @param key where in a file of PyTorch's the state dict is, where convention does not tell
   * @param hadoop finds the file system
   * @throws IOException if nothing is there, or it cannot be read or understood
   */
  public static WeightsFile read(Path location, Optional<String> key, Configuration hadoop)
      throws IOException {
    return learnt(location, key, hadoop).file();
  }

  /**
   * Reads weights as {@link #read}, and the classes of their run. A file that lies in a checkpoint
   * is part of its run, too.
   */
  public static Learnt learnt(Path location, Optional<String> key, Configuration hadoop)
      throws IOException {
    FileSystem files = Locations.fileSystem(location, hadoop);
    if (isFile(files, location)) {
      try (HadoopBytes bytes = HadoopBytes.open(location, hadoop)) {
        return new Learnt(WeightsFile.read(bytes, key), classesBeside(files, location));
      }
    }
    Checkpoint checkpoint = SavedRun.find(files, location);
    String model = checkpoint.folder() + "/" + RunCheckpoints.MODEL;
    return new Learnt(
        new WeightsFile(
            Safetensors.read(checkpoint.read(RunCheckpoints.MODEL), model),
            model,
            "",
            List.of(),
            Map.of()),
        classes(checkpoint));
  }

  private static Optional<LabelMap> classesBeside(FileSystem files, Path file) throws IOException {
    Path folder = files.makeQualified(file).getParent();
    try {
      Checkpoint around = new CheckpointStore(files, folder.getParent()).open(folder);
      return classes(around);
    } catch (FileNotFoundException e) {
      return Optional.empty();
    }
  }

  private static Optional<LabelMap> classes(Checkpoint checkpoint) throws IOException {
    if (!checkpoint.has(RunCheckpoints.LABELS)) {
      return Optional.empty();
    }
    String names = new String(checkpoint.read(RunCheckpoints.LABELS), StandardCharsets.UTF_8);
    return Optional.of(LabelMap.of(names.lines().toList()));
  }

  /** Whether a location is a file rather than a run or a checkpoint of one. */
  public static boolean isFile(FileSystem files, Path location) throws IOException {
    return files.exists(location) && files.getFileStatus(location).isFile();
  }
}
