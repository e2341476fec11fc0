package io.kinespark.preprocessing.layout;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What lies in one folder.
 *
 * @param names names of its files and folders
 * @param folders names of its folders
 * @param empty names of its files without a length, of which some may be none
 * @param byForm names of its folders by their common form
 */
record FolderListing(
    Set<String> names, Set<String> folders, Set<String> empty, Map<String, String> byForm) {

  boolean holds(String name) {
    return names.contains(name);
  }

  boolean holdsFolder(String name) {
    return folders.contains(name);
  }

  /** Whether a name is a file's by its length; what has none may be a FIFO or the like. */
  boolean holdsBytes(String name) {
    return holds(name) && !holdsFolder(name) && !empty.contains(name);
  }

  /** The folder of a name, in whatever form. */
  Optional<String> folder(String name) {
    return names.contains(name)
        ? Optional.of(name)
        : Optional.ofNullable(byForm.get(ClassName.canonical(name)));
  }
}
