package io.kinespark.models.vov3d;

/**
 * The shape of a residual block.
 *
 * @param inputs channels of its input
 * @param inner channels inside its branch ({@code dim_inner})
 * @param outputs channels of its result
 * @param stride along height and width
 */
public record BlockShape(int inputs, int inner, int outputs, int stride) {
  /** Whether the shortcut is a convolution, not the identity. */
  public boolean projected() {
    return inputs != outputs || stride != 1;
  }
}
