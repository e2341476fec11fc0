package io.kinespark.verification.reference;

import io.kinespark.models.Precision;
import java.util.ArrayList;
import java.util.List;

/** In which precisions a case is to be run, and under which names the answers lie. */
public final class CasePrecisions {
  private static final String DOUBLE = "float64";
  private static final String PREFIX = "f64/";

  private CasePrecisions() {}

  /** The precisions that the case has answers for. */
  public static List<Precision> precisions(ReferenceCase reference) {
    if (isDouble(reference)) {
      return List.of(Precision.FLOAT64);
    }
    String prefix = prefix(reference.json());
    List<Precision> precisions = new ArrayList<>(List.of(Precision.FLOAT32));
    if (reference.tensors().tensors().keySet().stream().anyMatch(name -> name.startsWith(prefix))) {
      precisions.add(Precision.FLOAT64);
    }
    return precisions;
  }

  /** Whether the case is in double precision altogether. */
  public static boolean isDouble(ReferenceCase reference) {
    reference.json().only("dtype", "float32", DOUBLE);
    return reference.json().says("dtype", DOUBLE);
  }

  /**
   * Before the names of tensors that the original computed in double precision, next to single
   * ones: the case's {@code float64.prefix}, else {@code f64/}.
   */
  static String prefix(CaseNode json) {
    return json.path("float64").path("prefix").asText(PREFIX);
  }

  /** What comes before the names of the answers in that precision. */
  public static String prefix(ReferenceCase reference, Precision precision) {
    boolean both = precisions(reference).size() > 1;
    return both && precision == Precision.FLOAT64 ? prefix(reference.json()) : "";
  }
}
