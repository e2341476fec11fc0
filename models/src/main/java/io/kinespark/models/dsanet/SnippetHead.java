package io.kinespark.models.dsanet;

import io.kinespark.models.dsanet.SnippetHeadConfig.Pooling;
import io.kinespark.models.nn.Dropout;
import io.kinespark.models.nn.Extent;
import io.kinespark.models.nn.ForwardPass;
import io.kinespark.models.nn.Linear;
import io.kinespark.models.nn.NetworkModule;
import io.kinespark.models.nn.TensorSpace;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Pools every snippet, thins it out, classifies it and averages the logits over the snippets of a
 * video ({@code I3DClsHead} of {@code heads/i3d_clshead.py}). Child {@code fc_cls}.
 */
public final class SnippetHead extends NetworkModule {
  private static final double WEIGHT_STD = 0.01;

  private final SnippetHeadConfig config;
  private final int snippets;
  private final Dropout dropout;
  private final Linear classifier;

  /**
   * A head.
   *
   * @param channels of the maps it gets
   * @param snippets U, snippets per video
   */
  public SnippetHead(
      TensorSpace space, SnippetHeadConfig config, int channels, int snippets, int numClasses) {
    this.config = config;
    this.snippets = snippets;
    this.dropout = child("dropout", new Dropout(space, config.dropout()));
    this.classifier = child("fc_cls", Linear.classifier(space, channels, numClasses, WEIGHT_STD));
  }

  /** The logits {@code [B, classes]} of {@code maps [B*U, C, T, H, W]}. */
  public Tensor forward(Tensor maps, ForwardPass pass) {
    Tensor logits =
        config.fullyConvolutional() && !training() ? everywhere(maps, pass) : pooled(maps, pass);
    pass.observer().value(this, "snippet_logits", logits);
    return logits.view(-1, snippets, logits.size(1)).mean(1);
  }

  private Tensor pooled(Tensor maps, ForwardPass pass) {
    Tensor features = pool(maps);
    pass.observer().value(this, "pooled", features);
    return classifier.forward(dropout.forward(features, pass), pass);
  }

  private Tensor pool(Tensor maps) {
    if (config.global()) {
      return config.pooling() == Pooling.AVG
          ? maps.mean(2, 3, 4)
          : maps.amax(new long[] {2, 3, 4}, false);
    }
    Extent window = Extent.of(config.temporalSize(), config.spatialSize());
    Tensor pooled =
        config.pooling() == Pooling.AVG
            ? means(maps, window)
            : MapPool.maximum(maps, window, Extent.ONE, Extent.ZERO);
    return pooled.flatten(1, 4);
  }

  private static Tensor means(Tensor maps, Extent window) {
    return torch.avg_pool3d(
        maps,
        window.values(),
        Extent.ONE.values(),
        Extent.ZERO.values(),
        false,
        true,
        new LongOptional());
  }

  private Tensor everywhere(Tensor maps, ForwardPass pass) {
    return classifier.forward(maps.permute(0, 2, 3, 4, 1), pass).mean(1, 2, 3);
  }
}
