package io.kinespark.spark.train;

import io.kinespark.models.checkpoint.Safetensors;
import io.kinespark.models.weights.WeightsFile;
import io.kinespark.spark.checkpoint.Checkpoint;
import io.kinespark.spark.storage.HadoopBytes;
import java.io.IOException;
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
   * Reads weights.
   *
   * @param location a file of any readable form, or what {@link SavedRun#find} takes
   * @param key where in a file of PyTorch's the state dict is, where convention does not tell
   * @param hadoop finds the file system
   * @throws IOException if nothing is there, or it cannot be read or understood
   */
  public static WeightsFile read(Path location, Optional<String> key, Configuration hadoop)
      throws IOException {
    FileSystem files = location.getFileSystem(hadoop);
    if (isFile(files, location)) {
      try (HadoopBytes bytes = HadoopBytes.open(location, hadoop)) {
        return WeightsFile.read(bytes, key);
      }
    }
    Checkpoint checkpoint = SavedRun.find(files, location);
    String model = checkpoint.folder() + "/" + RunCheckpoints.MODEL;
    return new WeightsFile(
        Safetensors.read(checkpoint.read(RunCheckpoints.MODEL), model),
        model,
        "",
        List.of(),
        Map.of());
  }

  /** Whether a location is a file rather than a run or a checkpoint of one. */
  public static boolean isFile(FileSystem files, Path location) throws IOException {
    return files.exists(location) && files.getFileStatus(location).isFile();
  }
}
