package io.kinespark.spark.job;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What was given of a job's {@linkplain Job#arguments() own arguments}.
 *
 * @param words the words, in their order
 * @param options the values of each option that was given, in their order
 * @param flags the flags that were given
 */
public record GivenArguments(
    List<String> words, Map<String, List<String>> options, Set<String> flags) {
  /** Keeps copies. */
  public GivenArguments {
    words = List.copyOf(words);
    options = Map.copyOf(options);
    flags = Set.copyOf(flags);
  }

  /** Nothing was given. */
  public static GivenArguments none() {
    return new GivenArguments(List.of(), Map.of(), Set.of());
  }

  /** The values of an option; empty if it was not given. */
  public List<String> option(String name) {
    return options.getOrDefault(name, List.of());
  }

  /** Whether a flag was given. */
  public boolean flag(String name) {
    return flags.contains(name);
  }
}
