package io.kinespark.models.family;

import java.util.regex.Pattern;

/**
 * The entries of a family's networks that have a row for each class.
 *
 * @param names of these entries, whole
 * @param replaced whether weights of another number of classes are taken all the same, without
 *     them; if not, they are refused
 */
public record ClassifierNames(Pattern names, boolean replaced) {
  /** Classifiers that start from the seed where those of a file have another number of classes. */
  public static ClassifierNames replaced(String names) {
    return new ClassifierNames(Pattern.compile(names), true);
  }

  /** Classifiers that files must have with as many classes. */
  public static ClassifierNames required(String names) {
    return new ClassifierNames(Pattern.compile(names), false);
  }
}
