package io.kinespark.verification.reference.sdcom;

import io.kinespark.models.Precision;
import io.kinespark.models.nn.TensorSpace;
import io.kinespark.verification.reference.CasePrecisions;
import io.kinespark.verification.reference.CaseResult;
import io.kinespark.verification.reference.CaseRunner;
import io.kinespark.verification.reference.ReferenceCase;
import io.kinespark.verification.reference.TensorComparison;
import io.kinespark.verification.reference.TensorComparison.NormMeasure;

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
