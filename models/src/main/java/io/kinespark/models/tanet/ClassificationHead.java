package io.kinespark.models.tanet;

import io.kinespark.models.nn.Dropout;
import io.kinespark.models.nn.ForwardPass;
import io.kinespark.models.nn.Linear;
import io.kinespark.models.nn.NetworkModule;
import io.kinespark.models.nn.TensorSpace;
import org.bytedeco.pytorch.Tensor;

/**
 * Global average pooling, dropout and a linear classifier with the mean over time after it (TSM:
 * logits per clip) or before it (TSN: logits per sample); mmaction2 {@code heads/tsm_head.py} and
 * {@code heads/tsn_head.py}. Child {@code fc_cls}.
 */
public final class ClassificationHead extends NetworkModule {
  private static final double WEIGHT_STD = 0.001;

  private final HeadConfig config;
  private final int segments;
  private final Dropout dropout;
  private final Linear classifier;

  /**
   * A head.
   *
   * @param channels of the maps it gets
   * @param segments T, frames per clip
   */
  public ClassificationHead(
      TensorSpace space, HeadConfig config, int channels, int segments, int numClasses) {
    this.config = config;
    this.segments = segments;
    this.dropout = child("dropout", new Dropout(space, config.dropout()));
    this.classifier = child("fc_cls", Linear.classifier(space, channels, numClasses, WEIGHT_STD));
  }

  /**
   * The logits.
   *
   * @param maps {@code [N*M, C, H, W]}
   * @param framesPerSample M, a multiple of T
   * @return {@code [N*M/T, classes]} of a TSM head, {@code [N, classes]} of a TSN head
   */
  public Tensor forward(Tensor maps, long framesPerSample, ForwardPass pass) {
    Tensor pooled = maps.mean(2, 3);
    return switch (config.kind()) {
      case TSM -> {
        Tensor logits = classifier.forward(dropout.forward(pooled, pass), pass);
        yield logits.view(-1, segments, logits.size(1)).mean(1);
      }
      case TSN -> {
        Tensor consensus = pooled.view(-1, framesPerSample, pooled.size(1)).mean(1);
        yield classifier.forward(dropout.forward(consensus, pass), pass);
      }
    };
  }
}
