package io.kinespark.models.checkpoint;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Looks up, for each of a network's entries, the entry of a file that it starts from: one entry of
 * the file may serve several, and 2-D kernels are {@linkplain KernelInflation inflated} where the
 * network's have a temporal extent.
 *
 * @param rules from names of the network to names of the file, in order of precedence; entries that
 *     are dropped or that no rule matches keep their values
 * @param unused names of the file that are known to have no place in the network
 */
public record KeyLookup(List<KeyRule> rules, List<Pattern> unused) implements NameMapping {
  /** Copies the lists. */
  public KeyLookup {
    rules = List.copyOf(rules);
    unused = List.copyOf(unused);
  }

  /** The file's name for an entry of the network, or nothing if it keeps its value. */
  public Optional<String> lookUp(String networkName) {
    return KeyRule.first(rules, networkName).flatMap(rule -> rule.replace(networkName));
  }

  @Override
  public StateDict apply(StateDict file, Map<String, long[]> network) {
    Map<String, HostTensor> found = new LinkedHashMap<>();
    Set<String> left = new LinkedHashSet<>(file.tensors().keySet());
    network.forEach(
        (name, shape) ->
            lookUp(name)
                .ifPresent(
                    source -> {
                      left.remove(source);
                      file.find(source).ifPresent(tensor -> found.put(name, fitted(tensor, shape)));
                    }));
    for (String name : left) {
      if (unused.stream().noneMatch(pattern -> pattern.matcher(name).matches())) {
        if (network.containsKey(name)) {
          throw new IllegalArgumentException(
              "the file has '%s', a name of the network itself; are these the right names for it?"
                  .formatted(name));
        }
        found.put(name, file.get(name));
      }
    }
    return new StateDict(found, file.metadata());
  }

  private static HostTensor fitted(HostTensor tensor, long[] shape) {
    return !Arrays.equals(tensor.shape(), shape)
            && KernelInflation.isPossible(tensor.shape(), shape)
        ? KernelInflation.inflate(tensor, shape)
        : tensor;
  }

  @Override
  public int found(Set<String> file, Set<String> network) {
    return (int)
        network.stream().filter(name -> lookUp(name).filter(file::contains).isPresent()).count();
  }

  @Override
  public Set<String> untouched(Set<String> network) {
    return network.stream()
        .filter(name -> lookUp(name).isEmpty())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }
}
