package io.kinespark.models.training;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which differences between a checkpoint and a network are expected. Everything else is an error.
 *
 * @param allowedMissing names of the network's entries that the checkpoint may lack; they keep
 *     their values
 * @param allowedUnexpected names of the checkpoint's entries that the network may lack; they are
 *     ignored
 * @param allowedReshaped names that may have another shape in the checkpoint; they keep their
 *     values
 */
public record LoadPolicy(
    List<Pattern> allowedMissing, List<Pattern> allowedUnexpected, List<Pattern> allowedReshaped) {
  /** Copies the lists. */
  public LoadPolicy {
    allowedMissing = List.copyOf(allowedMissing);
    allowedUnexpected = List.copyOf(allowedUnexpected);
    allowedReshaped = List.copyOf(allowedReshaped);
  }

  /** Every entry must be there in the right shape, and no other. */
  public static LoadPolicy strict() {
    return new LoadPolicy(List.of(), List.of(), List.of());
  }

  /** Weights of any network: batch counters may be missing, which some files do not have. */
  public static LoadPolicy withoutCounters() {
    return new LoadPolicy(patterns(".*\\.num_batches_tracked"), List.of(), List.of());
  }

  /** What either policy allows. */
  public LoadPolicy and(LoadPolicy other) {
    return new LoadPolicy(
        join(allowedMissing, other.allowedMissing),
        join(allowedUnexpected, other.allowedUnexpected),
        join(allowedReshaped, other.allowedReshaped));
  }

  /**
   * The same policy with more names, as regular expressions for whole names, that may be missing.
   */
  public LoadPolicy allowMissing(String... names) {
    return new LoadPolicy(join(allowedMissing, names), allowedUnexpected, allowedReshaped);
  }

  /**
   * The same policy with more names, as regular expressions for whole names, that may be
   * unexpected.
   */
  public LoadPolicy allowUnexpected(String... names) {
    return new LoadPolicy(allowedMissing, join(allowedUnexpected, names), allowedReshaped);
  }

  /**
   * The same policy with more names, as regular expressions for whole names, that may have another
   * shape.
   */
  public LoadPolicy allowReshaped(String... names) {
    return new LoadPolicy(allowedMissing, allowedUnexpected, join(allowedReshaped, names));
  }

  /** The same policy with more names that may have another shape. */
  public LoadPolicy allowReshaped(Pattern names) {
    return new LoadPolicy(allowedMissing, allowedUnexpected, join(allowedReshaped, List.of(names)));
  }

  static boolean allows(List<Pattern> patterns, String name) {
    return patterns.stream().anyMatch(pattern -> pattern.matcher(name).matches());
  }

  private static List<Pattern> patterns(String... names) {
    return Stream.of(names).map(Pattern::compile).toList();
  }

  private static List<Pattern> join(List<Pattern> patterns, String... names) {
    return join(patterns, patterns(names));
  }

  private static List<Pattern> join(List<Pattern> patterns, List<Pattern> more) {
    return Stream.concat(patterns.stream(), more.stream()).toList();
  }
}
