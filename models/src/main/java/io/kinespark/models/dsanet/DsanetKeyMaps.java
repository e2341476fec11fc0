package io.kinespark.models.dsanet;

import io.kinespark.models.checkpoint.KeyLookup;
import io.kinespark.models.checkpoint.KeyRule;
import java.util.List;
import java.util.regex.Pattern;

/** Where DSANet's networks find their entries in files of other networks, ImageNet's above all. */
final class DsanetKeyMaps {
  private static final KeyRule COUNTERS = KeyRule.drop(".*\\.num_batches_tracked");
  private static final KeyRule AGGREGATION = KeyRule.drop("backbone\\.layer\\d+\\.\\d+\\.dsa\\..*");
  private static final KeyRule THE_REST = KeyRule.drop(".*");
  private static final Pattern UNUSED_COUNTERS = Pattern.compile(".*\\.num_batches_tracked");

  private DsanetKeyMaps() {}

  /**
   * DSANet ({@code ResNet_I3D.init_weights}): the layers that aggregation wraps are in {@code
   * block}, those that are shifted or pooled in {@code net}; counters are not copied.
   */
  static KeyLookup ofImageNet() {
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
  static KeyLookup ofPlain() {
    return new KeyLookup(
        List.of(
            AGGREGATION,
            KeyRule.rename("(backbone\\.layer\\d+\\.\\d+)\\.block\\.(.+)", "$1.$2"),
            KeyRule.rename("(.+)", "$1")),
        List.of());
  }
}
