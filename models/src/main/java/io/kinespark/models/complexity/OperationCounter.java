package io.kinespark.models.complexity;

import io.kinespark.models.nn.ForwardObserver;
import io.kinespark.models.nn.NetworkModule;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/** Adds up what a forward pass computes. */
public final class OperationCounter implements ForwardObserver {
  private final List<ModuleComplexity> layers = new ArrayList<>();

  /** A counter at zero. */
  public OperationCounter() {}

  @Override
  public void layer(NetworkModule module, long multiplyAccumulates, Tensor output) {
    layers.add(
        new ModuleComplexity(
            module.path(),
            module.getClass().getSimpleName(),
            module.parameterCount(),
            multiplyAccumulates,
            0,
            output.numel()));
  }

  @Override
  public void dynamicConvolution(NetworkModule module, long multiplyAccumulates) {
    layers.add(
        new ModuleComplexity(
            module.path(), module.getClass().getSimpleName(), 0, 0, multiplyAccumulates, 0));
  }

  /** The layers in the order they ran. */
  public List<ModuleComplexity> layers() {
    return List.copyOf(layers);
  }

  /** Multiply-accumulates of convolutions and linear layers. */
  public long multiplyAccumulates() {
    return layers.stream().mapToLong(ModuleComplexity::multiplyAccumulates).sum();
  }

  /** Multiply-accumulates of convolutions with computed kernels. */
  public long dynamicMultiplyAccumulates() {
    return layers.stream().mapToLong(ModuleComplexity::dynamicMultiplyAccumulates).sum();
  }

  /** Values of the outputs of convolutions and linear layers. */
  public long activations() {
    return layers.stream().mapToLong(ModuleComplexity::activations).sum();
  }
}
