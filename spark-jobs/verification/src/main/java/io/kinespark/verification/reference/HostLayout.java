package io.kinespark.verification.reference;

import io.kinespark.models.checkpoint.HostTensor;
import io.kinespark.models.nn.HostTransfer;
import io.kinespark.models.nn.NativeWork;

/** Brings the inputs of cases into the layout that networks take. */
public final class HostLayout {
  private HostLayout() {}

  /** Volumes {@code [N, C, T, H, W]} as clips {@code [N, T, C, H, W]}. */
  public static HostTensor clips(HostTensor volumes) {
    return NativeWork.plain(
        () ->
            HostTransfer.toHost(
                HostTransfer.fromHost(volumes).permute(0, 2, 1, 3, 4).contiguous()));
  }
}
