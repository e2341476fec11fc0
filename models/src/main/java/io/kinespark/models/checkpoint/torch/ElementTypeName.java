package io.kinespark.models.checkpoint.torch;

/** A {@code torch.dtype}. */
record ElementTypeName(TorchType type) implements PickleValue {
  @Override
  public String describe() {
    return "torch." + type.dtype();
  }
}
