package io.kinespark.models.vov3d;

/** Makes the branches of a family's residual blocks. */
@FunctionalInterface
public interface BranchFactory {
  /**
   * The branch of one block.
   *
   * @param index of the block in its stage, from 0
   */
  Branch create(NormFactory norms, BlockShape shape, int index);
}
