package io.kinespark.models;

import java.util.List;

/**
 * Networks that choose nothing, by which the cost of one that chooses a width for every frame is
 * counted.
 *
 * @param whole the network with any one width for all frames
 * @param alone its slimmable part with a classifier and nothing else, at each width by its position
 * @param slimmable how the names of the slimmable part's layers begin, in all of them
 */
public record FixedWidths(ModelConfig whole, List<ModelConfig> alone, String slimmable) {
  /** Copies the list. */
  public FixedWidths {
    alone = List.copyOf(alone);
  }
}
