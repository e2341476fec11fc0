package io.kinespark.models.dsanet;

import org.bytedeco.pytorch.Tensor;

/** Something that a block does to its maps at the places where aggregation may stand. */
@FunctionalInterface
interface BlockInsert {
  /** Leaves all maps as they are. */
  BlockInsert NONE = (place, maps) -> maps;

  /** What becomes of {@code maps} at {@code place}. */
  Tensor at(DsaPlace place, Tensor maps);
}
