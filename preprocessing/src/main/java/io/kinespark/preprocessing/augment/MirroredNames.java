package io.kinespark.preprocessing.augment;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Finds the classes that a mirrored video changes by their names. */
public final class MirroredNames {

  private static final Pattern SIDE =
      Pattern.compile("(?<![a-z])(left|right)(?![a-z])", Pattern.CASE_INSENSITIVE);

  private MirroredNames() {}

  /**
   * The pairs of classes whose names become each other when left and right change places, such as
   * {@code Turning the camera left} and {@code Turning the camera right}.
   *
   * @param names class names in the order of their labels
   * @return the swap of their labels
   */
  public static LabelSwap swap(List<String> names) {
    Map<String, Integer> labels = new HashMap<>();
    for (int label = 0; label < names.size(); label++) {
      labels.put(names.get(label).toLowerCase(Locale.ROOT), label);
    }
    Map<Integer, Integer> partners = new HashMap<>();
    labels.forEach(
        (name, label) -> {
          Integer partner = labels.get(mirrored(name));
          if (partner != null && !partner.equals(label)) {
            partners.put(label, partner);
          }
        });
    return new LabelSwap(partners);
  }

  private static String mirrored(String name) {
    return SIDE.matcher(name).replaceAll(MirroredNames::otherSide);
  }

  private static String otherSide(MatchResult side) {
    return side.group().equalsIgnoreCase("left") ? "right" : "left";
  }
}
