package io.kinespark.models.checkpoint.torch;

/**
 * A storage class that a pickle names.
 *
 * @param name with its module, such as {@code torch.FloatStorage}
 * @param type of its elements; untyped storages are counted in bytes
 */
record StorageType(String name, TorchType type) implements PickleValue {
  @Override
  public String describe() {
    return name;
  }
}
