package io.kinespark.preprocessing.layout;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What lies in one folder.
 *
 * @param names names of its files and folders
 * @param folders names of its folders by their common form
 */
record FolderListing(Set<String> names, Map<String, String> folders) {

  boolean holds(String name) {
    return names.contains(name);
  }

  /** The folder of a name, in whatever form. */
  Optional<String> folder(String name) {
    return names.contains(name)
        ? Optional.of(name)
        : Optional.ofNullable(folders.get(ClassName.canonical(name)));
  }
}
