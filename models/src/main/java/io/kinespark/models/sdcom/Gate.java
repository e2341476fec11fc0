package io.kinespark.models.sdcom;

import io.kinespark.models.nn.BatchNorm;
import io.kinespark.models.nn.Convolution2d;
import io.kinespark.models.nn.ConvolutionGeometry;
import io.kinespark.models.nn.ForwardPass;
import io.kinespark.models.nn.Gru;
import io.kinespark.models.nn.Initializer;
import io.kinespark.models.nn.Linear;
import io.kinespark.models.nn.NetworkModule;
import io.kinespark.models.nn.TensorSpace;
import org.bytedeco.pytorch.Tensor;

/**
 * Scores the widths for every frame ({@code Gate}, {@code lib/arch/policy_net.py}):
 *
 * <pre>
 * e = tanh(BN1d(linear(flatten(tanh(BN2d(conv1x1(x)))))))     [N, H]
 * g = linear(GRU over the T frames of each clip of e)         [N, K]
 * </pre>
 *
 * Children {@code encoder} ({@code 0}, {@code 1}, {@code 4}, {@code 5}), {@code gru} and {@code
 * fc}.
 */
public final class Gate extends NetworkModule {
  /** H of the published networks. */
  public static final int HIDDEN = 1024;

  private final long hidden;
  private final Encoder encoder;
  private final Gru gru;
  private final Linear classifier;

  /**
   * A gate.
   *
   * @param features D, channels of the maps
   * @param area pixels of the maps
   * @param hidden H
   * @param widths K
   */
  public Gate(TensorSpace space, long features, long area, long hidden, long widths) {
    this.hidden = hidden;
    this.encoder = child("encoder", new Encoder(space, features, area, hidden));
    this.gru = child("gru", new Gru(space, hidden, hidden));
    this.classifier = child("fc", Linear.biased(space, hidden, widths));
  }

  /**
   * The scores {@code [N, K]}.
   *
   * @param maps {@code [N, D, h, w]}, T consecutive rows to a clip
   * @param framesPerClip T
   * @throws IllegalArgumentException if the maps are not as large as the gate was built for
   */
  public Tensor forward(Tensor maps, long framesPerClip, ForwardPass pass) {
    Tensor encoded = encoder.forward(maps, pass);
    pass.observer().value(encoder, "", encoded);
    Tensor states = gru.forward(encoded.view(-1, framesPerClip, hidden), pass);
    return classifier.forward(states.reshape(-1, hidden), pass);
  }

  private static final class Encoder extends NetworkModule {
    private static final long PLANES = 64;

    private final long area;
    private final Convolution2d convolution;
    private final BatchNorm mapNorm;
    private final Linear linear;
    private final BatchNorm rowNorm;

    Encoder(TensorSpace space, long features, long area, long hidden) {
      this.area = area;
      this.convolution =
          child(
              "0",
              new Convolution2d(
                  space,
                  ConvolutionGeometry.pointwise(features, PLANES, 1),
                  new Initializer.UniformFanIn()));
      this.mapNorm = child("1", BatchNorm.ofMaps(space, PLANES));
      this.linear = child("4", Linear.biased(space, PLANES * area, hidden));
      this.rowNorm = child("5", BatchNorm.ofSequences(space, hidden));
    }

    Tensor forward(Tensor maps, ForwardPass pass) {
      if (maps.size(2) * maps.size(3) != area) {
        throw new IllegalArgumentException(
            "the gate takes feature maps of %d pixels, not of %d by %d; SDCOM with MobileNetV2 needs frames of 224 by 224"
                .formatted(area, maps.size(2), maps.size(3)));
      }
      Tensor reduced = mapNorm.forward(convolution.forward(maps, pass)).tanh();
      return rowNorm.forward(linear.forward(reduced.flatten(1, -1), pass)).tanh();
    }
  }
}
