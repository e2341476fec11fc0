package io.kinespark.spark.preprocess;

import io.kinespark.spark.job.OutputCheck;
import io.kinespark.spark.lock.OutputLock;
import io.kinespark.spark.storage.WholeFiles;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.fs.ChecksumFileSystem;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** The folder of a split's output on its file system: what is in it and what may be. */
final class SplitOutput {
  private final FileSystem files;
  private final SplitFolder folder;

  SplitOutput(FileSystem files, SplitFolder folder) {
    this.files = files;
    this.folder = folder;
  }

  /** What output there is. */
  enum State {
    /** None. */
    NONE,
    /** Output of the same settings, which can be continued. */
    SAME,
    /** Output of other settings, which has to be deleted. */
    OTHER
  }

  /**
   * Checks that output with the given settings may be made here.
   *
   * @param settings what it will depend on
   * @param overwrite whether output of other settings may be deleted
   * @throws PreprocessException if there is some and it may not, or if there are files of someone
   *     else
   */
  State check(OutputSettings settings, boolean overwrite) throws IOException {
    Optional<OutputSettings> made = madeWith();
    if (made.isEmpty()) {
      checkNoForeignFiles();
      return State.NONE;
    }
    List<String> differences = settings.differences(made.get());
    if (!differences.isEmpty() && !overwrite) {
      throw new PreprocessException(
          "%s was made with other settings:%n  %s%nChoose another preprocess.output, or set preprocess.overwrite=true to delete it and make it anew"
              .formatted(folder.uri(), String.join(System.lineSeparator() + "  ", differences)));
    }
    return differences.isEmpty() ? State.SAME : State.OTHER;
  }

  private Optional<OutputSettings> madeWith() throws IOException {
    try (InputStream in = files.open(folder.settings())) {
      return Optional.of(OutputSettings.parse(in.readAllBytes()));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new PreprocessException(
          folder.settings() + " cannot be read: " + e.getMessage() + "; choose another output", e);
    }
  }

  private void checkNoForeignFiles() throws IOException {
    for (Path path : list(files, folder.path())) {
      if (!WholeFiles.isUnfinished(path) && !OutputLock.isLock(path)) {
        throw new PreprocessException(
            "%s has files of something else, such as %s; choose another preprocess.output"
                .formatted(folder.uri(), path.getName()));
      }
    }
  }

  /**
   * Makes the folder ready to be written to.
   *
   * @throws PreprocessException if that is not allowed or not possible
   */
  void prepare(OutputSettings settings, boolean overwrite) throws IOException {
    State state = check(settings, overwrite);
    if (state == State.SAME) {
      return;
    }
    if (state == State.OTHER) {
      deleteAll();
    }
    byte[] json = settings.toJson();
    WholeFiles.write(files, folder.settings(), out -> out.write(json));
  }

  /** The settings go last, so that what is left if this is interrupted is known to be ours. */
  private void deleteAll() throws IOException {
    for (Path path : list(files, folder.path())) {
      if (!path.equals(folder.settings()) && !OutputLock.isLock(path)) {
        files.delete(path, true);
      }
    }
  }

  /**
   * Deletes what writers that were killed have left. Hadoop's local file system keeps a file's
   * checksums in another one and does not list it; the one beneath does, so that checksums that
   * were left without their file go, too.
   */
  void deleteUnfinished() throws IOException {
    FileSystem all =
        files instanceof ChecksumFileSystem checked ? checked.getRawFileSystem() : files;
    for (Path parent : List.of(folder.path(), folder.shards(), folder.units())) {
      for (Path path : list(all, parent)) {
        if (WholeFiles.isUnfinished(path)) {
          all.delete(path, true);
        }
      }
    }
  }

  /** Deletes shards that no unit names: of attempts that failed, or of units that were redone. */
  void deleteShardsExcept(Set<String> named) throws IOException {
    for (Path path : list(files, folder.shards())) {
      if (!named.contains(path.getName())) {
        files.delete(path, false);
      }
    }
  }

  /**
   * Checks that files can be made here, by making one and deleting it.
   *
   * @throws IOException if they cannot
   */
  void checkWritable() throws IOException {
    OutputCheck.requireWritable(files, folder.path());
  }

  private static List<Path> list(FileSystem files, Path parent) throws IOException {
    try {
      return Arrays.stream(files.listStatus(parent)).map(FileStatus::getPath).toList();
    } catch (FileNotFoundException e) {
      return List.of();
    }
  }
}
