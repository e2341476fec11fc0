package io.kinespark.verification.reference.sdcom;

import io.kinespark.models.checkpoint.HostTensor;
import io.kinespark.models.nn.HostTransfer;
import io.kinespark.verification.reference.CaseNode;
import org.bytedeco.pytorch.Tensor;

/** Reads the widths that a case chooses for the rows of its input. */
final class WidthChoices {
  private WidthChoices() {}

  /** {@code [rows, K]} one-hot rows of the case's {@code policy_choice}. */
  static Tensor of(SdcomCase asked, long rows) {
    CaseNode stated = asked.model().path("policy_choice");
    int count = asked.widths().count();
    float[] scores = new float[Math.toIntExact(rows) * count];
    for (int row = 0; row < rows; row++) {
      int width = stated.isArray() ? stated.path(row).asInt() : row % count;
      scores[row * count + width] = 1;
    }
    return asked.space().convert(HostTransfer.fromHost(HostTensor.ofFloats(scores, rows, count)));
  }
}
