package io.kinespark.models.checkpoint;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Renames the entries of another implementation's checkpoint by the first rule that matches a name;
 * names that no rule matches stay as they are, so that loading reports them.
 *
 * @param rules in order of precedence
 */
public record KeyMap(List<KeyRule> rules) implements NameMapping {
  /** Copies the list. */
  public KeyMap {
    rules = List.copyOf(rules);
  }

  /** The name that {@code name} becomes, or nothing if the entry is dropped. */
  public Optional<String> rename(String name) {
    Optional<KeyRule> rule = KeyRule.first(rules, name);
    return rule.isPresent() ? rule.get().replace(name) : Optional.of(name);
  }

  /**
   * The dictionary under its new names, in its old order.
   *
   * @throws IllegalArgumentException if two entries get the same name
   */
  public StateDict apply(StateDict state) {
    Map<String, HostTensor> renamed = new LinkedHashMap<>();
    state
        .tensors()
        .forEach(
            (name, tensor) ->
                rename(name)
                    .ifPresent(
                        newName -> {
                          if (renamed.put(newName, tensor) != null) {
                            throw new IllegalArgumentException(
                                "two entries become '%s', the second being '%s'"
                                    .formatted(newName, name));
                          }
                        }));
    return new StateDict(renamed, state.metadata());
  }

  @Override
  public StateDict apply(StateDict file, Map<String, long[]> network) {
    return apply(file);
  }

  @Override
  public int found(Set<String> file, Set<String> network) {
    return (int)
        file.stream().filter(name -> rename(name).filter(network::contains).isPresent()).count();
  }

  @Override
  public Set<String> untouched(Set<String> network) {
    return Set.of();
  }
}
