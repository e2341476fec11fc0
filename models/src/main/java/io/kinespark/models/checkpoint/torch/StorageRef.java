package io.kinespark.models.checkpoint.torch;

/**
 * A storage that a pickle refers to.
 *
 * @param key its name in the container
 * @param type of its elements
 * @param count elements of the whole storage
 * @param begin first element of the part that is meant; only containers before PyTorch 1.0 have
 *     storages that are parts of others
 * @param length elements of that part
 */
record StorageRef(String key, TorchType type, long count, long begin, long length)
    implements PickleValue {
  /** Bytes of the whole storage; the reference is checked so that they fit. */
  long bytes() {
    return count * type.bytes();
  }

  @Override
  public String describe() {
    return "a storage";
  }
}
