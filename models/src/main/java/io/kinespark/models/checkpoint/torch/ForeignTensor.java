package io.kinespark.models.checkpoint.torch;

/**
 * A tensor of a kind that no network here has.
 *
 * @param kind such as "a sparse tensor"
 */
record ForeignTensor(String kind) implements PickleValue {
  @Override
  public String describe() {
    return kind;
  }
}
