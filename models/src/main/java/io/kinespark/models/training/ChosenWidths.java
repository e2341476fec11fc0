package io.kinespark.models.training;

import io.kinespark.models.nn.ForwardObserver;

/** Keeps the widths that a network chose for the frames of one pass. */
final class ChosenWidths implements ForwardObserver {
  private int[] widths = {};

  @Override
  public void frameWidths(int[] chosen) {
    widths = chosen;
  }

  /** Positions of the widths, frame by frame; empty if the network chose none. */
  int[] widths() {
    return widths;
  }
}
