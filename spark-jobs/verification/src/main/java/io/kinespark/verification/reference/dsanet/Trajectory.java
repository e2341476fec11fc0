package io.kinespark.verification.reference.dsanet;

import io.kinespark.models.training.SgdRule;
import io.kinespark.verification.reference.CaseJson;
import io.kinespark.verification.reference.CaseNode;
import io.kinespark.verification.reference.CasePrecisions;
import io.kinespark.verification.reference.ReferenceCase;
import io.kinespark.verification.reference.UnsupportedCaseException;
import java.util.List;

/**
 * A case of kind {@code Recognizer3D} that is some optimizer steps on one fixed batch.
 *
 * @param reference the case
 */
public record Trajectory(ReferenceCase reference) {
  /** Whether the case is such a trajectory. */
  public static boolean isIn(ReferenceCase reference) {
    return reference.json().has("optimizer")
        && reference.trains()
        && DsanetCases.describesDsanet(reference);
  }

  /**
   * Stops a trajectory of another optimizer, or with dropout, or whose ranks do not get what it
   * says.
   *
   * @throws UnsupportedCaseException naming what cannot be followed
   */
  public void requireKnown() {
    DsanetCases.requireNoDropout(reference);
    optimizer().only("type", "SGD");
    optimizer().only("grad_clip_norm_type", 2);
    optimizer().only("grad_clip_eps", 1e-6);
    int share = reference.targets().clips() / ranks();
    reference.require(
        reference.json().path("videos_per_rank").asInt(share) == share,
        "videos_per_rank",
        Integer.toString(share));
  }

  private CaseNode optimizer() {
    return reference.json().path("optimizer");
  }

  /** How many replicas share the batch, each a consecutive part of it. */
  public int ranks() {
    return reference.replicas();
  }

  /** The learning rate of each step. */
  public List<Double> learningRates() {
    return CaseJson.learningRates(optimizer(), steps());
  }

  /** As many as the case says, or has rates, or has losses of each rank. */
  private int steps() {
    CaseNode perStep = optimizer().path("lr_per_step");
    int told = Math.max(1, reference.json().path("loss").size() / ranks());
    return reference.json().path("steps").asInt(perStep.isAbsent() ? told : perStep.size());
  }

  /** The rest of the optimizer's rule. */
  public SgdRule rule() {
    return CaseJson.sgd(optimizer(), optimizer().path("grad_clip_max_norm").asDouble());
  }

  /** Whether the case is in double precision, which only {@code LocalTraining} knows. */
  public boolean inDoublePrecision() {
    return CasePrecisions.isDouble(reference);
  }

  /** Whether the case has answers for the gradients themselves. */
  public boolean asksForGradients() {
    return reference.tensors().find("grad_norm").isPresent();
  }
}
