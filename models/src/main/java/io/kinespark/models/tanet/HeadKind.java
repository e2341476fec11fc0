package io.kinespark.models.tanet;

import io.kinespark.models.Choices;
import java.util.Locale;

/** Where the classification head averages over time. */
public enum HeadKind {
  /**
   * Classify every frame, then average the logits over the frames of a clip (mmaction2's {@code
   * TSMHead}).
   */
  TSM,
  /**
   * Average the pooled features over all frames of a sample, then classify (mmaction2's {@code
   * TSNHead}).
   */
  TSN;

  /**
   * The head of that name in configurations.
   *
   * @param name {@code tsm} or {@code tsn}
   * @throws IllegalArgumentException if there is no such head
   */
  public static HeadKind of(String name) {
    return Choices.parse(HeadKind.class, name, "head");
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
