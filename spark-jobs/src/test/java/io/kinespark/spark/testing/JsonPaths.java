package io.kinespark.spark.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The places of a JSON tree's values, as documents write them: {@code metrics.top1}. */
public final class JsonPaths {
  private JsonPaths() {}

  /**
   * The places of all values that are no objects; elements of an array share theirs.
   *
   * @param free places of objects whose keys are anything, for which a star stands
   */
  public static Set<String> of(JsonNode tree, Set<String> free) {
    Set<String> paths = new TreeSet<>();
    add(tree, "", free, paths);
    return paths;
  }

  private static void add(JsonNode node, String path, Set<String> free, Set<String> paths) {
    if (node.isObject()) {
      node.fields()
          .forEachRemaining(
              (Map.Entry<String, JsonNode> field) -> {
                String name = free.contains(path) ? "*" : field.getKey();
                add(field.getValue(), path.isEmpty() ? name : path + "." + name, free, paths);
              });
    } else if (node.isArray() && node.size() > 0 && node.get(0).isObject()) {
      node.forEach(element -> add(element, path, free, paths));
    } else {
      paths.add(path);
    }
  }
}
