package io.kinespark.models.sdcom;

import io.kinespark.models.Choices;

/** What an SDCOM network does and which of its parts learn ({@code lib/arch/tsnet.py}). */
public enum SdcomStage {
  /** Phase 1: the slimmable network and its classifier learn at every width. */
  SUPERNET("supernet"),
  /** Phase 2: static network, gate and final classifier learn; the slimmable network is fixed. */
  POLICY("policy"),
  /** Phase 3: every frame runs through the slimmable network at the width that the gate chose. */
  INFERENCE("inference"),
  /** Every frame at the second width (0.25), for comparison. */
  STATIC_INFERENCE("static-inference");

  private final String name;

  SdcomStage(String name) {
    this.name = name;
  }

  /**
   * The stage of that name in configurations.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static SdcomStage of(String name) {
    return Choices.parse(SdcomStage.class, name, "stage");
  }

  @Override
  public String toString() {
    return name;
  }
}
