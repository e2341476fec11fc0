package io.kinespark.models.weights;

import io.kinespark.models.checkpoint.KeyLookup;
import io.kinespark.models.checkpoint.KeyRule;
import java.util.List;
import java.util.regex.Pattern;

/** Where networks find their entries in files of other networks, ImageNet's above all. */
final class BackboneLookups {
  private static final KeyRule COUNTERS = KeyRule.drop(".*\\.num_batches_tracked");
  private static final KeyRule AGGREGATION = KeyRule.drop("backbone\\.layer\\d+\\.\\d+\\.dsa\\..*");
  private static final KeyRule THE_REST = KeyRule.drop(".*");
  private static final Pattern UNUSED_COUNTERS = Pattern.compile(".*\\.num_batches_tracked");

  private BackboneLookups() {}

  /**
   * DSANet ({@code ResNet_I3D.init_weights}): the layers that aggregation wraps are in {@code
   * block}, those that are shifted or pooled in {@code net}; counters are not copied.
   */
  static KeyLookup dsanet() {
    String block = "backbone\\.(layer\\d+)(?:\\.net)?\\.(\\d+)\\.(?:block\\.|net\\.)?";
    return new KeyLookup(
        List.of(
            COUNTERS,
            AGGREGATION,
            KeyRule.rename(block + "conv1\\.net\\.(.+)", "$1.$2.conv1.$3"),
            KeyRule.rename(block + "(.+)", "$1.$2.$3"),
            KeyRule.rename("backbone\\.(.+)", "$1"),
            THE_REST),
        List.of(UNUSED_COUNTERS, Pattern.compile("fc\\..+")));
  }

  /**
   * DSANet from the same network without aggregation ({@code Recognizer3D.load_finetune}), whose
   * blocks are not wrapped.
   */
  static KeyLookup dsanetPlain() {
    return new KeyLookup(
        List.of(
            AGGREGATION,
            KeyRule.rename("(backbone\\.layer\\d+\\.\\d+)\\.block\\.(.+)", "$1.$2"),
            KeyRule.rename("(.+)", "$1")),
        List.of());
  }

  /**
   * SDCOM's slimmable network ({@code load_org_weights}): each width's norm is looked up as the one
   * norm of the file, whose shape fits the full width alone.
   */
  static KeyLookup sdcom() {
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
  static KeyLookup sdcomStatic() {
    return new KeyLookup(
        List.of(
            COUNTERS,
            KeyRule.drop("policy_net\\.feat_net\\.classifier\\..*"),
            KeyRule.rename("policy_net\\.feat_net\\.(.+)", "$1"),
            THE_REST),
        List.of(UNUSED_COUNTERS, Pattern.compile("classifier\\..+")));
  }
}
