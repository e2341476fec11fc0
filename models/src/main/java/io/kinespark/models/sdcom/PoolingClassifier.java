package io.kinespark.models.sdcom;

import io.kinespark.models.nn.BatchNorm;
import io.kinespark.models.nn.ForwardPass;
import io.kinespark.models.nn.Linear;
import io.kinespark.models.nn.ModuleList;
import io.kinespark.models.nn.NetworkModule;
import io.kinespark.models.nn.TensorSpace;
import java.util.List;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * The final classifier ({@code PoolingClassifier}, {@code lib/arch/tsnet.py}):
 *
 * <pre>
 * z_t = ReLU(BN1d(linear(x_t)))                       [B, 4096]
 * c_0 = z_0,  c_t = max(z_t, c_{t-1})
 * logits_t = linear_t(dropout(c_t))                   [B, C]
 * </pre>
 *
 * Children {@code mlp.layers} ({@code 0}, {@code 1}) and {@code classifiers.t.1}. The last frame's
 * logits are the clip's.
 */
public final class PoolingClassifier extends NetworkModule {
  private static final int HIDDEN = 4096;

  private final int segments;
  private final Mlp mlp;
  private final List<StaticNetwork.Classifier> classifiers;

  /**
   * A classifier of {@code inputs} features a frame.
   *
   * @param segments T, frames of a clip
   */
  public PoolingClassifier(
      TensorSpace space, long inputs, int segments, int classes, double dropout) {
    this.segments = segments;
    this.mlp = child("mlp", new Mlp(space, inputs));
    this.classifiers =
        Stream.generate(() -> new StaticNetwork.Classifier(space, HIDDEN, classes, dropout))
            .limit(segments)
            .toList();
    child("classifiers", new ModuleList(classifiers));
  }

  /**
   * The logits of every frame, given the frames up to it.
   *
   * @param features {@code [B*T, inputs]}, the frames of a clip in consecutive rows
   * @return {@code [B*T, C]} in the same order
   */
  public Tensor forward(Tensor features, ForwardPass pass) {
    Tensor hidden = mlp.forward(features, pass).view(-1, segments, HIDDEN);
    Tensor pooled = hidden.select(1, 0);
    TensorVector logits = new TensorVector();
    for (int t = 0; t < segments; t++) {
      pooled = t == 0 ? pooled : torch.max(hidden.select(1, t), pooled);
      logits.push_back(classifiers.get(t).forward(pooled, pass));
    }
    Tensor byClip = torch.stack(logits, 1);
    return byClip.view(-1, byClip.size(2));
  }

  /** The last frames' logits {@code [B, C]} of {@code logits [B*T, C]}: the clips' prediction. */
  public Tensor last(Tensor logits) {
    return logits.view(-1, segments, logits.size(1)).select(1, segments - 1L);
  }

  private static final class Mlp extends NetworkModule {
    private final Linear linear;
    private final BatchNorm norm;

    Mlp(TensorSpace space, long inputs) {
      this.linear = Linear.biased(space, inputs, HIDDEN);
      this.norm = BatchNorm.ofSequences(space, HIDDEN);
      child("layers", new ModuleList(List.of(linear, norm)));
    }

    Tensor forward(Tensor input, ForwardPass pass) {
      return norm.forward(linear.forward(input, pass)).relu_();
    }
  }
}
