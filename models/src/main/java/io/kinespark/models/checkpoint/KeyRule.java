package io.kinespark.models.checkpoint;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One rule for the names of checkpoint entries.
 *
 * @param pattern a regular expression for whole names
 * @param replacement what a matching name becomes, with {@code $1} ... for groups; empty drops the
 *     entry
 */
public record KeyRule(Pattern pattern, Optional<String> replacement) {
  /** A rule that renames. */
  public static KeyRule rename(String pattern, String replacement) {
    return new KeyRule(Pattern.compile(pattern), Optional.of(replacement));
  }

  /** A rule that drops. */
  public static KeyRule drop(String pattern) {
    return new KeyRule(Pattern.compile(pattern), Optional.empty());
  }

  /** The first rule that matches a name. */
  static Optional<KeyRule> first(List<KeyRule> rules, String name) {
    return rules.stream().filter(rule -> rule.pattern.matcher(name).matches()).findFirst();
  }

  /** What a matching name becomes, or nothing if it is dropped. */
  Optional<String> replace(String name) {
    return replacement.map(text -> pattern.matcher(name).replaceFirst(text));
  }
}
