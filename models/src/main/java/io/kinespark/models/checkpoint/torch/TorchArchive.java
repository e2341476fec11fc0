package io.kinespark.models.checkpoint.torch;

import java.io.IOException;

/** A file that {@code torch.save} wrote. */
interface TorchArchive {
  /** What was saved. */
  PickleValue root();

  /** The form of the container, for reports. */
  String form();

  /**
   * The bytes of a storage that {@link #root} refers to, its size having been checked.
   *
   * @throws io.kinespark.models.checkpoint.CheckpointException if the file does not have them
   */
  byte[] read(StorageRef storage) throws IOException;
}
