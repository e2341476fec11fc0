package io.kinespark.spark.config;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import com.typesafe.config.ConfigValueType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The keys that the reference files declare, and the check of a user's layer against them.
 *
 * <p>An empty object in a reference file declares an open map, below which a user may write any
 * key.
 */
final class KnownKeys {
  /**
   * The one top-level section besides {@code kinespark}: a place for a file's own substitutions.
   */
  static final String VARIABLES = "variables";

  /** The nearest known key is looked for this often, and for keys that somebody has typed. */
  private static final int MOST_SUGGESTIONS = 50;

  private static final int LONGEST_SUGGESTED = 200;

  private final Set<String> leaves = new TreeSet<>();
  private final Set<String> sections = new TreeSet<>();
  private final Set<String> openMaps = new TreeSet<>();

  KnownKeys(ConfigObject reference) {
    collect(reference, List.of());
  }

  private void collect(ConfigObject object, List<String> path) {
    for (Map.Entry<String, ConfigValue> entry : object.entrySet()) {
      List<String> here = append(path, entry.getKey());
      String key = ConfigUtil.joinPath(here);
      if (!(entry.getValue() instanceof ConfigObject child)) {
        leaves.add(key);
      } else if (child.isEmpty()) {
        openMaps.add(key);
      } else {
        sections.add(key);
        collect(child, here);
      }
    }
  }

  /** Every key that can be set, open maps included, sorted. */
  Set<String> all() {
    Set<String> all = new TreeSet<>(leaves);
    all.addAll(openMaps);
    return all;
  }

  /**
   * The part of a resolved user layer that sets known keys; everything else becomes a problem.
   *
   * @param layer the layer's root
   * @param problems where the problems go
   */
  ConfigObject accept(ConfigObject layer, List<ConfigProblem> problems) {
    return accept(layer, List.of(), problems);
  }

  private ConfigObject accept(
      ConfigObject object, List<String> path, List<ConfigProblem> problems) {
    Map<String, ConfigValue> accepted = new HashMap<>();
    for (Map.Entry<String, ConfigValue> entry : object.entrySet()) {
      List<String> here = append(path, entry.getKey());
      String key = ConfigUtil.joinPath(here);
      ConfigValue value = entry.getValue();
      Optional<ConfigProblem> problem = problem(key, value, problems);
      if (problem.isPresent()) {
        problems.add(problem.get());
      } else {
        accepted.put(
            entry.getKey(),
            sections.contains(key) ? accept((ConfigObject) value, here, problems) : value);
      }
    }
    return ConfigValueFactory.fromMap(accepted).withOrigin(object.origin());
  }

  private Optional<ConfigProblem> problem(
      String key, ConfigValue value, List<ConfigProblem> problems) {
    boolean object = value.valueType() == ConfigValueType.OBJECT;
    if (key.equals(VARIABLES)) {
      return Optional.empty();
    }
    if (sections.contains(key)) {
      return object ? Optional.empty() : Optional.of(at(key, value, sectionMessage(key)));
    }
    if (openMaps.contains(key)) {
      return object ? Optional.empty() : Optional.of(at(key, value, "must be a map: { a = b }"));
    }
    if (leaves.contains(key)) {
      return object
          ? Optional.of(at(key, value, "takes one value, not a section in braces"))
          : Optional.empty();
    }
    return Optional.of(at(ShownValue.shortened(key), value, unknownMessage(key, problems.size())));
  }

  private String sectionMessage(String key) {
    String example =
        all().stream().filter(known -> known.startsWith(key + ".")).findFirst().orElse(key);
    return "is a section, not a value; set a key in it, such as " + example;
  }

  private String unknownMessage(String key, int problemsBefore) {
    if (problemsBefore > MOST_SUGGESTIONS || key.length() > LONGEST_SUGGESTED) {
      return "no such key; --print-config lists every key";
    }
    Set<String> candidates = all();
    candidates.addAll(sections);
    return "no such key"
        + NearestName.of(key, candidates)
            .map(near -> "; did you mean " + near + "?")
            .orElse("; --print-config lists every key");
  }

  private static ConfigProblem at(String key, ConfigValue value, String message) {
    return new ConfigProblem(key, Origins.of(value), message);
  }

  private static List<String> append(List<String> path, String last) {
    List<String> longer = new ArrayList<>(path);
    longer.add(last);
    return longer;
  }
}
