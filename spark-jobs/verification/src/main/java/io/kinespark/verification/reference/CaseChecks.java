package io.kinespark.verification.reference;

import io.kinespark.models.checkpoint.HostTensor;
import io.kinespark.models.checkpoint.StateDict;
import io.kinespark.models.training.ParameterInfo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What every runner checks alike: structure, gradients and running statistics. */
public final class CaseChecks {
  private static final List<String> AFTER = List.of("buffer_after/", "after/");

  private final ReferenceCase reference;
  private final TensorComparison comparison;

  /** Checks of one case. */
  public CaseChecks(ReferenceCase reference, TensorComparison comparison) {
    this.reference = reference;
    this.comparison = comparison;
  }

  /** Names, shapes and order of the state dict, and the parameters' number and order. */
  public void structure(StateDict state, List<String> parameters, long parameterCount) {
    CaseNode json = reference.json();
    comparison.exact("params", json.has("params"), json.path("params").asLong(), parameterCount);
    comparison.exact(
        "params_order",
        json.has("params_order"),
        CaseJson.texts(json.path("params_order")),
        parameters);
    comparison.exact(
        "state_dict_names",
        json.has("state_dict_names"),
        entries(json.path("state_dict_names")),
        state.tensors().entrySet().stream().map(CaseChecks::describe).toList());
  }

  private static String describe(Map.Entry<String, HostTensor> entry) {
    return entry.getKey() + Arrays.toString(entry.getValue().shape());
  }

  private static List<String> entries(CaseNode array) {
    List<String> entries = new ArrayList<>();
    array.forEach(
        entry ->
            entries.add(
                entry.path(0).asText() + Arrays.toString(ReferenceCase.longs(entry.path(1)))));
    return entries;
  }

  /** The names of parameters without weight decay. */
  public void exempt(List<ParameterInfo> parameters) {
    names(
        "no_decay", parameters.stream().filter(info -> info.weightDecayMultiplier() == 0).toList());
  }

  /** The names of parameters in a field's order, where the case has it. */
  public void names(String field, List<ParameterInfo> parameters) {
    comparison.exact(
        field,
        reference.json().has(field),
        CaseJson.texts(reference.json().path(field)),
        parameters.stream().map(ParameterInfo::name).toList());
  }

  /** The gradients of the parameters in order, and their norms. */
  public void gradients(String answers, List<String> names, List<Optional<HostTensor>> gradients) {
    double[] norms = new double[names.size()];
    for (int i = 0; i < norms.length; i++) {
      String name = answers + "grad/" + names.get(i);
      norms[i] = gradients.get(i).map(Norms::l2).orElse(-1.0);
      gradients.get(i).ifPresent(gradient -> comparison.tensor(name, gradient));
    }
    comparison.tensor(answers + "grad_norm", HostTensor.ofDoubles(norms, norms.length));
  }

  /** The state after one step in training mode. */
  public void buffersAfter(String answers, StateDict after) {
    after
        .tensors()
        .forEach(
            (name, tensor) ->
                AFTER.forEach(prefix -> comparison.tensor(answers + prefix + name, tensor)));
  }
}
