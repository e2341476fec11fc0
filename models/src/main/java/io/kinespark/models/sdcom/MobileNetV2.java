package io.kinespark.models.sdcom;

import io.kinespark.models.nn.ConvolutionGeometry;
import io.kinespark.models.nn.ForwardPass;
import io.kinespark.models.nn.NetworkModule;
import io.kinespark.models.nn.TensorSpace;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/**
 * MobileNetV2 (arXiv 1801.04381, table 2) under torchvision's names: {@code features.0} a 3x3
 * convolution of stride 2, {@code features.1} to {@code .17} inverted residuals, {@code
 * features.18} a 1x1 convolution, then {@code classifier.1}. The maps are {@code [N, 1280, H/32,
 * W/32]}.
 */
public final class MobileNetV2 extends StaticNetwork {
  private static final int STEM = 32;
  private static final int LAST = 1280;

  /**
   * A row of the paper's table.
   *
   * @param expansion t
   * @param channels c
   * @param blocks n
   * @param stride s of the first block
   */
  private record Row(int expansion, int channels, int blocks, int stride) {}

  private static final List<Row> ROWS =
      List.of(
          new Row(1, 16, 1, 1),
          new Row(6, 24, 2, 2),
          new Row(6, 32, 3, 2),
          new Row(6, 64, 4, 2),
          new Row(6, 96, 3, 1),
          new Row(6, 160, 3, 2),
          new Row(6, 320, 1, 1));

  private final Features features;
  private final Classifier classifier;
  private final int outputs;

  /**
   * A network.
   *
   * @param widthMultiplier alpha of the paper, 1 as published
   */
  public MobileNetV2(TensorSpace space, int classes, double dropout, double widthMultiplier) {
    this.outputs = divisible(LAST * Math.max(1, widthMultiplier));
    this.features = child("features", new Features(space, widthMultiplier, outputs));
    this.classifier = child("classifier", new Classifier(space, outputs, classes, dropout));
  }

  /** The nearest multiple of 8, not more than a tenth below {@code channels}. */
  private static int divisible(double channels) {
    int rounded = Math.max(8, (int) (channels + 4) / 8 * 8);
    return rounded < 0.9 * channels ? rounded + 8 : rounded;
  }

  @Override
  public Tensor maps(Tensor frames, ForwardPass pass) {
    return features.forward(frames, pass);
  }

  @Override
  public int features() {
    return outputs;
  }

  @Override
  public Tensor logits(Tensor values, ForwardPass pass) {
    return classifier.forward(values, pass);
  }

  /** The layers under their numbers. */
  private static final class Features extends NetworkModule {
    private final List<FrameLayer> layers;

    Features(TensorSpace space, double multiplier, int outputs) {
      List<FrameLayer> built = new ArrayList<>();
      int inputs = divisible(STEM * multiplier);
      built.add(new RectifiedConvolution(space, new ConvolutionGeometry(3, inputs, 3, 2, 1, 1)));
      for (Row row : ROWS) {
        int channels = divisible(row.channels() * multiplier);
        for (int i = 0; i < row.blocks(); i++) {
          int stride = i == 0 ? row.stride() : 1;
          built.add(new InvertedResidual(space, inputs, channels, stride, row.expansion()));
          inputs = channels;
        }
      }
      built.add(new RectifiedConvolution(space, ConvolutionGeometry.pointwise(inputs, outputs, 1)));
      this.layers = List.copyOf(built);
      for (int i = 0; i < layers.size(); i++) {
        child(Integer.toString(i), layers.get(i));
      }
    }

    Tensor forward(Tensor frames, ForwardPass pass) {
      Tensor value = frames;
      for (FrameLayer layer : layers) {
        value = layer.forward(value, pass);
        pass.observer().value(layer, "mean", value.mean(2, 3));
      }
      return value;
    }
  }
}
