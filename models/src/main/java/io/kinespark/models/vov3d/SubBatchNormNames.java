package io.kinespark.models.vov3d;

import io.kinespark.models.checkpoint.KeyMap;
import io.kinespark.models.checkpoint.KeyRule;
import java.util.List;

/**
 * The names of PySlowFast's sub-batch norms, whose evaluation statistics lie in a norm inside the
 * norm; what PySlowFast saves is under plain names already ({@code models/utils} and {@code
 * utils/checkpoint.py}, {@code sub_to_normal_bn}).
 */
public final class SubBatchNormNames {
  private static final String NORM = "(.+(?:bn|\\.\\d+))\\.";

  private SubBatchNormNames() {}

  /** To the names of plain batch norms; the statistics of the parts of a batch are dropped. */
  public static KeyMap toPlain() {
    return new KeyMap(
        List.of(
            KeyRule.rename(NORM + "bn\\.(running_mean|running_var)", "$1.$2"),
            KeyRule.rename(NORM + "split_bn\\.num_batches_tracked", "$1.num_batches_tracked"),
            KeyRule.drop(NORM + "split_bn\\..+"),
            KeyRule.drop(NORM + "bn\\.num_batches_tracked")));
  }
}
