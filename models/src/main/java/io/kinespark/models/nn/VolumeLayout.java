package io.kinespark.models.nn;

import org.bytedeco.pytorch.Tensor;

/** Moves between frames one after another and volumes with a time axis. */
public final class VolumeLayout {
  private VolumeLayout() {}

  /**
   * Frames {@code [N*T, C, H, W]}, the T of one clip in consecutive rows, as volumes {@code [N, C,
   * T, H, W]}.
   */
  public static Tensor volumes(Tensor frames, long framesPerVolume) {
    return frames
        .view(
            frames.size(0) / framesPerVolume,
            framesPerVolume,
            frames.size(1),
            frames.size(2),
            frames.size(3))
        .permute(0, 2, 1, 3, 4)
        .contiguous();
  }

  /** Volumes {@code [N, C, T, H, W]} as frames {@code [N*T, C, H, W]}. */
  public static Tensor frames(Tensor volumes) {
    return volumes
        .permute(0, 2, 1, 3, 4)
        .contiguous()
        .view(volumes.size(0) * volumes.size(2), volumes.size(1), volumes.size(3), volumes.size(4));
  }
}
