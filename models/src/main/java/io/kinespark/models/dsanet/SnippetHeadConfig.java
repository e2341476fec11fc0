package io.kinespark.models.dsanet;

import io.kinespark.models.Require;
import java.io.Serializable;

/**
 * The classification head of DSANet (whwu95/DSANet {@code heads/i3d_clshead.py}).
 *
 * @param pooling of a snippet's maps
 * @param temporalSize frames of the pool's window, which moves by one; 0, together with {@code
 *     spatialSize}, for a pool over everything
 * @param spatialSize side of the window in pixels of the maps
 * @param dropout the share of features zeroed before the classifier while training, in [0, 1)
 * @param fullyConvolutional whether evaluation classifies every position of the maps and averages
 *     the logits, in place of pooling first
 */
public record SnippetHeadConfig(
    Pooling pooling, int temporalSize, int spatialSize, double dropout, boolean fullyConvolutional)
    implements Serializable {
  /** How maps become one vector. */
  public enum Pooling {
    /** By their mean. */
    AVG,
    /** By their maximum. */
    MAX
  }

  /** Checks the ranges. */
  public SnippetHeadConfig {
    Require.atLeast(temporalSize, 0, "temporal-size");
    Require.atLeast(spatialSize, 0, "spatial-size");
    Require.that(
        (temporalSize == 0) == (spatialSize == 0),
        "temporal-size %d and spatial-size %d: give both, or neither for a pool over everything"
            .formatted(temporalSize, spatialSize));
    Require.that(
        dropout >= 0 && dropout < 1,
        "dropout is %s; it must lie in [0, 1)".formatted(Double.toString(dropout)));
  }

  /** The published head: mean over everything, dropout 0.5. */
  public static SnippetHeadConfig published() {
    return new SnippetHeadConfig(Pooling.AVG, 0, 0, 0.5, false);
  }

  /** The same head with another dropout ratio. */
  public SnippetHeadConfig withDropout(double newDropout) {
    return new SnippetHeadConfig(
        pooling, temporalSize, spatialSize, newDropout, fullyConvolutional);
  }

  /** Whether the pool is over everything. */
  public boolean global() {
    return temporalSize == 0;
  }
}
