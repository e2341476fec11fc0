package io.kinespark.models.vov3d;

import io.kinespark.models.nn.ForwardPass;
import io.kinespark.models.nn.NetworkModule;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/** The residual blocks of one stage, named {@code pathway0_res0}, {@code pathway0_res1}, ... */
final class ResStage extends NetworkModule {
  private final List<ResBlock> blocks;

  ResStage(NormFactory norms, VolumeStage stage, BranchFactory factory) {
    List<ResBlock> built = new ArrayList<>();
    for (int i = 0; i < stage.blocks(); i++) {
      BlockShape shape =
          i == 0
              ? new BlockShape(stage.inputs(), stage.inner(), stage.outputs(), stage.stride())
              : new BlockShape(stage.outputs(), stage.inner(), stage.outputs(), 1);
      built.add(child("pathway0_res" + i, new ResBlock(norms, shape, factory, i)));
    }
    this.blocks = List.copyOf(built);
  }

  Tensor forward(Tensor input, ForwardPass pass) {
    Tensor value = input;
    for (ResBlock block : blocks) {
      value = block.forward(value, pass);
    }
    pass.observer().value(this, "", value);
    return value;
  }
}
