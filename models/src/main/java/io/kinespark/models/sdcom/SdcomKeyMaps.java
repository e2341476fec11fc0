package io.kinespark.models.sdcom;

import io.kinespark.models.checkpoint.KeyLookup;
import io.kinespark.models.checkpoint.KeyMap;
import io.kinespark.models.checkpoint.KeyRule;
import java.util.List;
import java.util.regex.Pattern;

/** The names of SDCOM's entries in other files: ImageNet's and those of its earlier test code. */
final class SdcomKeyMaps {
  private static final KeyRule COUNTERS = KeyRule.drop(".*\\.num_batches_tracked");
  private static final KeyRule THE_REST = KeyRule.drop(".*");
  private static final Pattern UNUSED_COUNTERS = Pattern.compile(".*\\.num_batches_tracked");

  private SdcomKeyMaps() {}

  /**
   * SDCOM's slimmable network ({@code load_org_weights}): each width's norm is looked up as the one
   * norm of the file, whose shape fits the full width alone.
   */
  static KeyLookup ofImageNet() {
    return new KeyLookup(
        List.of(
            COUNTERS,
            KeyRule.rename("backbone\\.(.+)\\.aux_bn\\.\\d+\\.(.+)", "$1.$2"),
            KeyRule.drop("backbone\\..+\\.shift\\..*"),
            KeyRule.rename("backbone\\.(.+)", "$1"),
            THE_REST),
        List.of(UNUSED_COUNTERS));
  }

  /** SDCOM's static network, a MobileNetV2 or a ResNet, but for its new classifier. */
  static KeyLookup ofStaticNetwork() {
    return new KeyLookup(
        List.of(
            COUNTERS,
            KeyRule.drop("policy_net\\.feat_net\\.classifier\\..*"),
            KeyRule.rename("policy_net\\.feat_net\\.(.+)", "$1"),
            THE_REST),
        List.of(UNUSED_COUNTERS, Pattern.compile("classifier\\..+")));
  }

  /** SDCOM's earlier test code, in which the classifiers have each other's names. */
  static KeyMap ofEarlyCode() {
    return new KeyMap(
        List.of(
            KeyRule.rename("classifier\\.(.+)", "final_classifier.$1"),
            KeyRule.rename("feat_classifier\\.(.+)", "classifier.$1")));
  }
}
