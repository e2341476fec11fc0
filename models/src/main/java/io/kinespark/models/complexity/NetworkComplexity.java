package io.kinespark.models.complexity;

import io.kinespark.models.ModelConfig;
import io.kinespark.models.NetworkSpec;
import io.kinespark.models.checkpoint.HostTensor;
import io.kinespark.models.nn.ClipClassifier;
import io.kinespark.models.nn.ForwardPass;
import io.kinespark.models.nn.NativeWork;
import io.kinespark.models.nn.TensorSpace;
import io.kinespark.models.training.TrainableNetwork;
import java.util.List;

/**
 * The size of a network for one clip. The paper's and the papers' "FLOPs" are multiply-accumulates,
 * as here.
 *
 * @param height of the frames in pixels
 * @param width of the frames in pixels
 * @param parameters trainable values, norms included
 * @param multiplyAccumulates of convolutions and linear layers
 * @param dynamicMultiplyAccumulates of convolutions whose kernels are computed from the input, not
 *     in the former
 * @param activations values of the outputs of convolutions and linear layers
 * @param layers one by one
 */
public record NetworkComplexity(
    int height,
    int width,
    long parameters,
    long multiplyAccumulates,
    long dynamicMultiplyAccumulates,
    long activations,
    List<ModuleComplexity> layers) {
  private static final int CHANNELS = 3;

  /** Copies the list. */
  public NetworkComplexity {
    layers = List.copyOf(layers);
  }

  /**
   * Counts one clip of {@code height} by {@code width} pixels: the real network runs on tensors
   * that have shapes only, or, where what it computes depends on values, on a black clip.
   */
  public static NetworkComplexity measure(ModelConfig model, int height, int width) {
    return model.chosenWidths().isPresent()
        ? compute(model, height, width)
        : propagate(model, height, width);
  }

  private static NetworkComplexity propagate(ModelConfig model, int height, int width) {
    int frames = model.framesPerClip();
    TensorSpace space = TensorSpace.symbolic();
    OperationCounter counter = new OperationCounter();
    try (ClipClassifier network = NativeWork.plain(() -> TrainableNetwork.modules(model, space))) {
      network.train(false);
      NativeWork.plain(
          () ->
              network.forward(
                  space.zeros(frames, CHANNELS, height, width),
                  frames,
                  ForwardPass.evaluation().observedBy(counter)));
      return of(counter, network.parameterCount(), height, width);
    }
  }

  /** The same count by a forward pass that computes everything. */
  static NetworkComplexity compute(ModelConfig model, int height, int width) {
    int frames = model.framesPerClip();
    HostTensor clip =
        HostTensor.ofFloats(
            new float[frames * CHANNELS * height * width], 1, frames, CHANNELS, height, width);
    OperationCounter counter = new OperationCounter();
    try (TrainableNetwork network = TrainableNetwork.create(NetworkSpec.of(model))) {
      network.predict(clip, counter);
      return of(counter, network.parameterCount(), height, width);
    }
  }

  private static NetworkComplexity of(
      OperationCounter counter, long parameters, int height, int width) {
    return new NetworkComplexity(
        height,
        width,
        parameters,
        counter.multiplyAccumulates(),
        counter.dynamicMultiplyAccumulates(),
        counter.activations(),
        counter.layers());
  }
}
