package io.kinespark.models.nn;

import java.util.List;
import org.bytedeco.pytorch.Tensor;

/** Layers one after another, named {@code 0}, {@code 1}, ... */
public final class Sequential extends Layer {
  private final List<Layer> layers;

  /** These layers, in this order. */
  public Sequential(List<? extends Layer> layers) {
    this.layers = List.copyOf(layers);
    for (int i = 0; i < layers.size(); i++) {
      child(Integer.toString(i), this.layers.get(i));
    }
  }

  @Override
  public Tensor forward(Tensor input, ForwardPass pass) {
    Tensor value = input;
    for (Layer layer : layers) {
      value = layer.forward(value, pass);
    }
    pass.observer().value(this, "", value);
    return value;
  }
}
