package io.kinespark.models.checkpoint;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Named tensors in the order of the network or file they come from.
 *
 * @param tensors by name, ordered
 * @param metadata free text by key
 */
public record StateDict(Map<String, HostTensor> tensors, Map<String, String> metadata) {
  private static final String MODULE = "module.";

  /** Copies the maps, keeping their order. */
  public StateDict {
    tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
    metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
  }

  /** A dictionary without metadata. */
  public static StateDict of(Map<String, HostTensor> tensors) {
    return new StateDict(tensors, Map.of());
  }

  /** The tensor of that name, if there is one. */
  public Optional<HostTensor> find(String name) {
    return Optional.ofNullable(tensors.get(name));
  }

  /**
   * The tensor of that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public HostTensor get(String name) {
    return find(name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no tensor '%s' among %d tensors".formatted(name, tensors.size())));
  }

  /**
   * The same tensors without the {@code module.} that PyTorch's DataParallel puts before names.
   *
   * @throws IllegalArgumentException if there is an entry of a name both with and without it
   */
  public StateDict withoutModulePrefix() {
    Map<String, HostTensor> bare = new LinkedHashMap<>();
    tensors.forEach(
        (name, tensor) -> {
          String bareName = name.startsWith(MODULE) ? name.substring(MODULE.length()) : name;
          if (bare.put(bareName, tensor) != null) {
            throw new IllegalArgumentException(
                "there are both '%s' and '%s%s'".formatted(bareName, MODULE, bareName));
          }
        });
    return new StateDict(bare, metadata);
  }

  /** The same tensors with other metadata. */
  public StateDict withMetadata(Map<String, String> newMetadata) {
    return new StateDict(tensors, newMetadata);
  }
}
