package io.kinespark.models.reference.sdcom;

import io.kinespark.models.Precision;
import io.kinespark.models.nn.TensorSpace;
import io.kinespark.models.reference.CasePrecisions;
import io.kinespark.models.reference.CaseResult;
import io.kinespark.models.reference.CaseRunner;
import io.kinespark.models.reference.ReferenceCase;
import io.kinespark.models.reference.TensorComparison;
import io.kinespark.models.reference.TensorComparison.NormMeasure;

/** Runs a case in every precision that it has answers for. */
abstract class SdcomCaseRunner implements CaseRunner {
  @Override
  public final CaseResult run(ReferenceCase reference) {
    TensorComparison comparison = new TensorComparison(reference, NormMeasure.LARGEST);
    for (Precision precision : CasePrecisions.precisions(reference)) {
      compare(new SdcomCase(reference, comparison, new TensorSpace(precision, "cpu")));
    }
    return comparison.result();
  }

  /** Computes everything that the case has answers for and compares it. */
  abstract void compare(SdcomCase asked);
}
