package io.kinespark.models.reference;

import io.kinespark.models.Precision;
import java.util.ArrayList;
import java.util.List;

/** In which precisions a case is to be run, and under which names the answers lie. */
final class DoubleCheck {
  /**
   * Before the names of tensors that the original computed in double precision, next to single
   * ones.
   */
  static final String PREFIX = "f64/";

  private DoubleCheck() {}

  /** The precisions that the case has answers for. */
  static List<Precision> precisions(ReferenceCase reference) {
    if (reference.json().path("dtype").asText().equals("float64")) {
      return List.of(Precision.FLOAT64);
    }
    List<Precision> precisions = new ArrayList<>(List.of(Precision.FLOAT32));
    if (reference.tensors().tensors().keySet().stream().anyMatch(name -> name.startsWith(PREFIX))) {
      precisions.add(Precision.FLOAT64);
    }
    return precisions;
  }

  /** What comes before the names of the answers in that precision. */
  static String prefix(ReferenceCase reference, Precision precision) {
    boolean both = precisions(reference).size() > 1;
    return both && precision == Precision.FLOAT64 ? PREFIX : "";
  }
}
