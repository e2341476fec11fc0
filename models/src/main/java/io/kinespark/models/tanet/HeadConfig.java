package io.kinespark.models.tanet;

import io.kinespark.models.Require;
import java.io.Serializable;

/**
 * The classification head and its loss.
 *
 * @param kind where it averages over time
 * @param dropout the share of features zeroed before the classifier while training, in [0, 1)
 * @param labelSmoothing eps of the soft labels {@code (1 - eps) * onehot + eps / classes}, in [0,
 *     1)
 */
public record HeadConfig(HeadKind kind, double dropout, double labelSmoothing)
    implements Serializable {
  /** Checks the ranges. */
  public HeadConfig {
    Require.that(
        dropout >= 0 && dropout < 1,
        "dropout is %s; it must lie in [0, 1)".formatted(Double.toString(dropout)));
    Require.that(
        labelSmoothing >= 0 && labelSmoothing < 1,
        "label-smoothing is %s; it must lie in [0, 1)".formatted(Double.toString(labelSmoothing)));
  }

  /** The head of the published TANet configurations: TSM, dropout 0.5, hard labels. */
  public static HeadConfig tsm() {
    return new HeadConfig(HeadKind.TSM, 0.5, 0);
  }

  /** The same head with another kind. */
  public HeadConfig withKind(HeadKind newKind) {
    return new HeadConfig(newKind, dropout, labelSmoothing);
  }

  /** The same head with another dropout ratio. */
  public HeadConfig withDropout(double newDropout) {
    return new HeadConfig(kind, newDropout, labelSmoothing);
  }

  /** The same head with another label smoothing. */
  public HeadConfig withLabelSmoothing(double newLabelSmoothing) {
    return new HeadConfig(kind, dropout, newLabelSmoothing);
  }
}
