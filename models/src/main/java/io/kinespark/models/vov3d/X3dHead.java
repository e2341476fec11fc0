package io.kinespark.models.vov3d;

import io.kinespark.models.nn.BatchNorm;
import io.kinespark.models.nn.Convolution3d;
import io.kinespark.models.nn.Dropout;
import io.kinespark.models.nn.Extent;
import io.kinespark.models.nn.ForwardPass;
import io.kinespark.models.nn.Linear;
import io.kinespark.models.nn.NetworkModule;
import io.kinespark.models.nn.TensorSpace;
import io.kinespark.models.nn.VolumeGeometry;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * The head of X3D and VoV3D ({@code models/head_helper.py}, class X3DHead):
 *
 * <pre>
 * z = projection(dropout(ReLU(lin_5(average of each window of ReLU(BN(conv_5(x)))))))
 * </pre>
 *
 * <p>The window is fixed when the network is built and moves by 1 over larger maps, so that a
 * larger clip has logits at several positions. In training mode the result is the logits of the one
 * position; in evaluation mode the softmax of each position, averaged: a probability vector.
 * Children {@code conv_5}, {@code conv_5_bn}, {@code lin_5}, {@code lin_5_bn} where it is
 * normalised, {@code projection}.
 */
public final class X3dHead extends NetworkModule {
  private static final double WEIGHT_STD = 0.01;
  private static final long[] STEP = {1, 1, 1};
  private static final long CLASSES = 4;

  /**
   * The shape of a head.
   *
   * @param inputs channels of its maps
   * @param channels of {@code conv_5}
   * @param features channels of {@code lin_5}
   * @param normalisedFeatures whether {@code lin_5} has a batch norm
   * @param classes of the projection
   * @param window of the average
   * @param dropout in [0, 1)
   */
  public record Shape(
      int inputs,
      int channels,
      int features,
      boolean normalisedFeatures,
      int classes,
      Extent window,
      double dropout) {}

  private final Extent window;
  private final Convolution3d expand;
  private final BatchNorm expandNorm;
  private final Convolution3d features;
  private final Optional<BatchNorm> featuresNorm;
  private final Dropout dropout;
  private final Linear projection;

  /** A head of that shape; its norms are never synchronised. */
  public X3dHead(NormFactory norms, Shape shape) {
    TensorSpace space = norms.space();
    this.window = shape.window();
    this.expand =
        child(
            "conv_5",
            Convolution3d.unbiased(
                space, VolumeGeometry.pointwise(shape.inputs(), shape.channels(), Extent.ONE)));
    this.expandNorm = child("conv_5_bn", norms.unsynchronised(shape.channels()));
    this.features =
        child(
            "lin_5",
            Convolution3d.unbiased(
                space, VolumeGeometry.pointwise(shape.channels(), shape.features(), Extent.ONE)));
    this.featuresNorm =
        shape.normalisedFeatures()
            ? Optional.of(child("lin_5_bn", norms.unsynchronised(shape.features())))
            : Optional.empty();
    this.dropout = child("dropout", new Dropout(space, shape.dropout()));
    this.projection =
        child(
            "projection", Linear.classifier(space, shape.features(), shape.classes(), WEIGHT_STD));
  }

  /**
   * Logits in training mode, probabilities in evaluation mode.
   *
   * @param maps {@code [N, C, T, H, W]}
   * @return {@code [N, classes]}
   * @throws IllegalArgumentException if the window does not fit into the maps, or in training mode
   *     fits in at more than one position
   */
  public Tensor forward(Tensor maps, ForwardPass pass) {
    requireFit(maps);
    Tensor convolved = expand.forward(maps, pass);
    pass.observer().value(this, "conv_5", convolved);
    Tensor pooled =
        torch.avg_pool3d(
            expandNorm.forward(convolved).relu_(),
            window.values(),
            STEP,
            Extent.ZERO.values(),
            false,
            true,
            new org.bytedeco.pytorch.LongOptional());
    Tensor widened = features.forward(pooled, pass);
    pass.observer().value(this, "lin_5", widened);
    Tensor normalised = featuresNorm.map(norm -> norm.forward(widened)).orElse(widened);
    Tensor channelsLast = normalised.relu_().permute(0, 2, 3, 4, 1).contiguous();
    Tensor logits = projection.forward(dropout.forward(channelsLast, pass), pass);
    pass.observer().value(this, "projection", logits);
    return training()
        ? logits.view(logits.size(0), -1)
        : logits.softmax(CLASSES).mean(new long[] {1, 2, 3});
  }

  private void requireFit(Tensor maps) {
    Extent map = new Extent(maps.size(2), maps.size(3), maps.size(4));
    boolean fits =
        map.time() >= window.time()
            && map.height() >= window.height()
            && map.width() >= window.width();
    if (!fits) {
      throw new IllegalArgumentException(
          "the head averages windows of %s but gets maps of %s: use clips of num-segments frames and crops of at least train-crop pixels"
              .formatted(text(window), text(map)));
    }
    if (training() && !map.equals(window)) {
      throw new IllegalArgumentException(
          "the head averages windows of %s but gets maps of %s in training: set model.train-crop to the size of the training crops"
              .formatted(text(window), text(map)));
    }
  }

  private static String text(Extent extent) {
    return "%dx%dx%d".formatted(extent.time(), extent.height(), extent.width());
  }
}
