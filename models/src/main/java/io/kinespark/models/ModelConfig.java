package io.kinespark.models;

import java.io.Serializable;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The architecture of one network of a family, complete enough to rebuild it on any machine.
 * Implementations are immutable and valid by construction.
 */
public interface ModelConfig extends Serializable {
  /** The name of the family in configurations and reports, for example {@code "tanet"}. */
  String family();

  /** How many classes the classifier tells apart. */
  int numClasses();

  /** How many frames make one clip: segments, or snippets times their frames. */
  int framesPerClip();

  /** How many snippets of a video make one clip, one after the other in its frames. */
  default int snippets() {
    return 1;
  }

  /** How the scores of the views of one video become one score. */
  AverageClips averageClips();

  /** What the network answers in evaluation mode. */
  default EvaluationOutput evaluationOutput() {
    return EvaluationOutput.LOGITS;
  }

  /** Whether training keeps a running average of the network beside it. */
  default boolean keepsAverage() {
    return false;
  }

  /** The only side of square frames that the network takes, if there is only one. */
  default OptionalInt frameSide() {
    return OptionalInt.empty();
  }

  /** Into how many groups a replica's batch falls for its norms, where it does. */
  default Optional<BatchGroups> batchGroups() {
    return Optional.empty();
  }

  /**
   * The widths among which the network chooses for every frame when it predicts, if it does; what
   * it computes for a clip then depends on what is in it.
   */
  default Optional<ChannelWidths> chosenWidths() {
    return Optional.empty();
  }

  /** The networks by which the cost of {@link #chosenWidths()} is counted; there if these are. */
  default Optional<FixedWidths> fixedWidths() {
    return Optional.empty();
  }
}
