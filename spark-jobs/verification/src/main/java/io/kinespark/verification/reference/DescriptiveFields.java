package io.kinespark.verification.reference;

import java.util.Set;

/**
 * The fields of cases that ask and answer nothing: what a case is about, where a setting comes
 * from, in which words the original's rule is put, and how far the original's own precisions lie
 * apart. Everything else must be read by a runner.
 */
final class DescriptiveFields {
  private static final Set<String> NAMES =
      Set.of(
          "case",
          "what",
          "note",
          "origin",
          "input_layout",
          "view_order",
          "output_is",
          "frames_rule",
          "input.rule",
          "float64.note",
          "model.config",
          "model.names",
          "optimizer.groups",
          "optimizer.param_groups",
          "optimizer.exempt_rule",
          "optimizer.ema_update",
          "optimizer.weight_decay_applies_to",
          "max_abs",
          "argmax_margin",
          "f64_error",
          "f32_vs_f64",
          "float32_vs_float64_deviation",
          "float64_deviation",
          "float64_max_abs_dev",
          "float64_dev_of_max_abs",
          "float64_rel_dev_grad",
          "float64_rel_dev_grad_norm_max",
          "float64_loss",
          "float64_losses");

  private DescriptiveFields() {}

  /** Whether the field or what it is in is such a one. */
  static boolean contain(String field) {
    return NAMES.stream()
        .anyMatch(
            name ->
                field.equals(name) || field.startsWith(name + ".") || field.startsWith(name + "["));
  }
}
