package io.kinespark.models.reference.dsanet;

import com.fasterxml.jackson.databind.JsonNode;
import io.kinespark.models.reference.CaseJson;
import io.kinespark.models.reference.ReferenceCase;
import io.kinespark.models.training.SgdRule;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A case of kind {@code Recognizer3D} that is some optimizer steps on one fixed batch.
 *
 * @param reference the case
 */
public record Trajectory(ReferenceCase reference) {
  /**
   * Whether the case is such a trajectory: without dropout, whose masks no two implementations
   * share.
   */
  public static boolean isIn(ReferenceCase reference) {
    return reference.json().path("optimizer").path("type").asText().equals("SGD")
        && reference.trains()
        && reference.model().path("cls_head").path("dropout_ratio").asDouble(0.5) == 0
        && DsanetCases.describesDsanet(reference);
  }

  private JsonNode optimizer() {
    return reference.json().path("optimizer");
  }

  /** How many replicas share the batch, each a consecutive part of it. */
  public int ranks() {
    return reference.json().path("ranks").asInt(1);
  }

  /** The learning rate of each step; where there is one for all, of as many as there are losses. */
  public List<Double> learningRates() {
    JsonNode perStep = optimizer().path("lr_per_step");
    if (!perStep.isArray()) {
      int steps = Math.max(1, reference.json().path("loss").size() / ranks());
      return Collections.nCopies(steps, optimizer().path("lr").asDouble());
    }
    List<Double> rates = new ArrayList<>();
    perStep.forEach(rate -> rates.add(rate.asDouble()));
    return rates;
  }

  /** The rest of the optimizer's rule. */
  public SgdRule rule() {
    return CaseJson.sgd(optimizer(), optimizer().path("grad_clip_max_norm").asDouble());
  }

  /** Whether the case is in double precision, which only {@code LocalTraining} knows. */
  public boolean inDoublePrecision() {
    return reference.json().path("dtype").asText().equals("float64");
  }

  /** Whether the case has answers for the gradients themselves. */
  public boolean asksForGradients() {
    return reference.tensors().find("grad_norm").isPresent();
  }
}
