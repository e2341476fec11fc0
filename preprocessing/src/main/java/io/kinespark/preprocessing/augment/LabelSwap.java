package io.kinespark.preprocessing.augment;

import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Labels that become others when a video is mirrored, such as "pushing something from left to
 * right".
 *
 * @param partners every affected label and what it becomes, in both directions
 */
public record LabelSwap(Map<Integer, Integer> partners) implements Serializable {

  /**
   * Keeps a copy.
   *
   * @throws IllegalArgumentException if swapping twice does not give the label back
   */
  public LabelSwap {
    partners = Map.copyOf(partners);
    for (Map.Entry<Integer, Integer> entry : partners.entrySet()) {
      if (!entry.getKey().equals(partners.get(entry.getValue()))) {
        throw new IllegalArgumentException(
            "Label %d becomes %d when mirrored, but not the other way round"
                .formatted(entry.getKey(), entry.getValue()));
      }
    }
  }

  /**
   * No label depends on left and right.
   *
   * @return an empty swap
   */
  public static LabelSwap none() {
    return new LabelSwap(Map.of());
  }

  /**
   * Something-Something V1 with labels in the order of its label file: 2 and 4, 30 and 41, 52 and
   * 66.
   *
   * @return the swap
   */
  public static LabelSwap somethingV1() {
    return pairs(2, 4, 30, 41, 52, 66);
  }

  /**
   * Something-Something V2 (and V1 where its labels are sorted by name): 86 and 87, 93 and 94, 166
   * and 167.
   *
   * @return the swap
   */
  public static LabelSwap somethingV2() {
    return pairs(86, 87, 93, 94, 166, 167);
  }

  /**
   * A swap of pairs.
   *
   * @param labels two labels for each pair, 0-based
   * @return the swap
   * @throws IllegalArgumentException if a label has no partner or occurs twice
   */
  public static LabelSwap pairs(int... labels) {
    if (labels.length % 2 != 0) {
      throw new IllegalArgumentException(
          "Labels swap in pairs, one of " + labels.length + " is alone");
    }
    Map<Integer, Integer> partners = new HashMap<>();
    for (int i = 0; i < labels.length; i += 2) {
      if (partners.put(labels[i], labels[i + 1]) != null
          || partners.put(labels[i + 1], labels[i]) != null) {
        throw new IllegalArgumentException(
            "Label pair %d and %d: one of them occurs twice".formatted(labels[i], labels[i + 1]));
      }
    }
    return new LabelSwap(partners);
  }

  /**
   * The label of the mirrored video.
   *
   * @param label 0-based label
   * @return its partner, or the label itself
   */
  public int mirrored(int label) {
    return partners.getOrDefault(label, label);
  }

  /**
   * The labels of the mirrored video.
   *
   * @param labels 0-based labels
   * @return their partners, in the same order
   */
  public List<Integer> mirrored(List<Integer> labels) {
    return labels.stream().map(label -> mirrored((int) label)).toList();
  }
}
