package io.kinespark.verification.reference.tanet;

import io.kinespark.models.tanet.TamConfig;
import io.kinespark.verification.reference.CaseNode;

/** Reads the settings of temporal adaptive modules in cases. */
final class TamCases {
  private TamCases() {}

  /** The module's settings; what {@code json} does not say is as published. */
  static TamConfig config(CaseNode json) {
    TamConfig published = TamConfig.published();
    return new TamConfig(
        true,
        json.path("alpha").asInt(published.alpha()),
        json.path("adaptive_kernel_size").asInt(published.kernelSize()),
        json.path("beta").asInt(published.beta()),
        json.path("conv1d_kernel_size").asInt(published.conv1dKernelSize()),
        json.path("adaptive_convolution_stride").asInt(published.stride()),
        json.path("adaptive_convolution_padding").asInt(published.padding()));
  }
}
