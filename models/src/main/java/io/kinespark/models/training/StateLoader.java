package io.kinespark.models.training;

import io.kinespark.models.checkpoint.HostTensor;
import io.kinespark.models.checkpoint.StateDict;
import io.kinespark.models.nn.ModuleState;
import io.kinespark.models.nn.Named;
import io.kinespark.models.nn.StateEntry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Loads state dictionaries into a network's entries, all or nothing. */
final class StateLoader {
  private static final String PREPROCESSOR = "data_preprocessor.";

  private final List<Named<StateEntry>> entries;

  StateLoader(List<Named<StateEntry>> entries) {
    this.entries = List.copyOf(entries);
  }

  LoadReport load(StateDict state, LoadPolicy policy) {
    Map<String, HostTensor> tensors = withoutWrappers(state);
    LoadReport report = compare(tensors);
    requireAllowed(report, policy);
    Set<String> matched = new LinkedHashSet<>(report.matched());
    for (Named<StateEntry> named : entries) {
      if (matched.contains(named.name())) {
        HostTensor tensor = tensors.get(named.name());
        ModuleState.assign(named.entry(), tensor);
      }
    }
    return report;
  }

  private static Map<String, HostTensor> withoutWrappers(StateDict state) {
    Map<String, HostTensor> tensors = new LinkedHashMap<>(state.withoutModulePrefix().tensors());
    tensors.keySet().removeIf(name -> name.startsWith(PREPROCESSOR));
    return tensors;
  }

  private LoadReport compare(Map<String, HostTensor> tensors) {
    List<String> matched = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    List<LoadReport.Reshaped> reshaped = new ArrayList<>();
    Set<String> unexpected = new LinkedHashSet<>(tensors.keySet());
    for (Named<StateEntry> named : entries) {
      HostTensor tensor = tensors.get(named.name());
      unexpected.remove(named.name());
      if (tensor == null) {
        missing.add(named.name());
      } else if (isOfShape(tensor, named.entry().shape())) {
        matched.add(named.name());
      } else {
        reshaped.add(
            new LoadReport.Reshaped(
                named.name(),
                Arrays.toString(tensor.shape()),
                Arrays.toString(named.entry().shape())));
      }
    }
    return new LoadReport(matched, missing, List.copyOf(unexpected), reshaped);
  }

  /** PyTorch before 0.4 had no scalars, and wrote counters as vectors of one element. */
  private static boolean isOfShape(HostTensor tensor, long... shape) {
    return Arrays.equals(tensor.shape(), shape)
        || (shape.length == 0 && Arrays.equals(tensor.shape(), new long[] {1}));
  }

  private static void requireAllowed(LoadReport report, LoadPolicy policy) {
    LoadReport refused =
        new LoadReport(
            report.matched(),
            report.missing().stream()
                .filter(name -> !LoadPolicy.allows(policy.allowedMissing(), name))
                .toList(),
            report.unexpected().stream()
                .filter(name -> !LoadPolicy.allows(policy.allowedUnexpected(), name))
                .toList(),
            report.reshaped().stream()
                .filter(entry -> !LoadPolicy.allows(policy.allowedReshaped(), entry.name()))
                .toList());
    if (!refused.missing().isEmpty()
        || !refused.unexpected().isEmpty()
        || !refused.reshaped().isEmpty()) {
      throw new CheckpointMismatchException(refused);
    }
  }
}
