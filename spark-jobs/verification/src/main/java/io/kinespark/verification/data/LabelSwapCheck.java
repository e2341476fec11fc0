package io.kinespark.verification.data;

import io.kinespark.preprocessing.augment.LabelSwap;
import io.kinespark.verification.reference.CaseNode;
import io.kinespark.verification.reference.UnsupportedCaseException;
import java.util.Map;
import java.util.TreeMap;

/** The list {@code flip_label_map}: labels that change when a clip is mirrored. */
final class LabelSwapCheck implements DataCheck {
  @Override
  public boolean supports(DataCase reference) {
    return reference.name().equals("flip_label_map");
  }

  @Override
  public String what() {
    return "labels that change when a clip is mirrored";
  }

  @Override
  public void compare(DataCase reference, DataComparison comparison) {
    for (Map.Entry<String, CaseNode> dataset : reference.answers().fields().entrySet()) {
      String name = dataset.getKey();
      LabelSwap swap = swap(name);
      comparison.question(
          name,
          () ->
              comparison.same(
                  "the map", partners(dataset.getValue()), new TreeMap<>(swap.partners())));
    }
  }

  private static Map<Integer, Integer> partners(CaseNode pairs) {
    Map<Integer, Integer> partners = new TreeMap<>();
    pairs.forEach(pair -> partners.put(pair.path(0).asInt(), pair.path(1).asInt()));
    return partners;
  }

  private static LabelSwap swap(String dataset) {
    if (dataset.startsWith("sthv1")) {
      return LabelSwap.somethingV1();
    }
    if (dataset.startsWith("sthv2")) {
      return LabelSwap.somethingV2();
    }
    throw new UnsupportedCaseException(
        "no data set '%s' has labels that swap; sthv1 and sthv2 do".formatted(dataset));
  }
}
