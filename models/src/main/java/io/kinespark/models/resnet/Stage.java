package io.kinespark.models.resnet;

import io.kinespark.models.nn.ForwardPass;
import io.kinespark.models.nn.NetworkModule;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/** Blocks one after another, named {@code 0}, {@code 1}, ... */
final class Stage extends NetworkModule {
  private final List<ResidualBlock> blocks;

  Stage(List<ResidualBlock> blocks) {
    this.blocks = List.copyOf(blocks);
    for (int i = 0; i < blocks.size(); i++) {
      child(Integer.toString(i), blocks.get(i));
    }
  }

  Tensor forward(Tensor input, ForwardPass pass) {
    Tensor value = input;
    for (ResidualBlock block : blocks) {
      value = block.forward(value, pass);
    }
    pass.observer().value(this, "", value);
    return value;
  }
}
