package io.kinespark.preprocessing.layout;

import java.text.Normalizer;
import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The forms that one class name takes in label maps, annotation files and folders: {@code massaging
 * person's head}, {@code massaging_person's_head} (MMAction2), {@code massaging_persons_head}
 * (MVFNet).
 */
public final class ClassName {

  private ClassName() {}

  /**
   * What all forms of a name have in common: its letters and digits, in lower case.
   *
   * @param name a name in any form
   * @return the common form; empty for a name without letters and digits
   */
  public static String canonical(String name) {
    String composed = Normalizer.normalize(name, Normalizer.Form.NFC);
    StringBuilder kept = new StringBuilder(composed.length());
    composed
        .codePoints()
        .filter(Character::isLetterOrDigit)
        .map(Character::toLowerCase)
        .forEach(kept::appendCodePoint);
    return kept.toString().toLowerCase(Locale.ROOT);
  }

  /**
   * The folder that a class has where none is found: blanks become underscores and double quotes
   * go, as MMAction2's preparation of Kinetics does it.
   *
   * @param name a class name
   * @return name of a folder
   */
  public static String folder(String name) {
    return name.strip().replace(' ', '_').replace("\"", "").replace("/", "_");
  }

  /**
   * The way back from the common form.
   *
   * @param names names that exist
   * @return the name of each common form; forms that several names share are left out
   */
  public static Map<String, String> byCanonical(Collection<String> names) {
    Map<String, String> found = new TreeMap<>();
    Set<String> shared = new HashSet<>(Set.of(""));
    for (String name : names) {
      String form = canonical(name);
      if (found.putIfAbsent(form, name) != null) {
        shared.add(form);
      }
    }
    found.keySet().removeAll(shared);
    return found;
  }
}
