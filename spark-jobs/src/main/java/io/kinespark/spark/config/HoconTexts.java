package io.kinespark.spark.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import java.io.File;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The texts of a configuration, with all that they include: read and measured before the library
 * evaluates any of them, since it has no bounds, goes on without included files that are not there
 * and fetches others from the network.
 */
final class HoconTexts {
  private static final Pattern ADDRESS = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:.*");
  private static final String URL = "url";

  private record Wanted(HoconPlace place, String kind, String what) {}

  private final HoconExpansion expansion = new HoconExpansion();
  private final Map<Wanted, HoconText> included = new HashMap<>();
  private int files;
  private long characters;

  /**
   * Reads a file with its includes and evaluates it, its substitutions being left as they are.
   *
   * @throws ConfigurationException if it, or what it includes, is not there, cannot be read, is not
   *     HOCON or passes a bound
   */
  Config file(HoconPlace place) {
    return text(HoconText.read(place));
  }

  /** The same of a text that is at hand. */
  Config text(HoconText text) {
    measure(text, List.of(), List.of());
    try {
      return HoconIncluder.parse(this, text);
    } catch (ConfigException e) {
      throw new ConfigurationException(
          "The configuration " + text.place().name() + " cannot be read: " + e.getMessage(), e);
    } catch (StackOverflowError e) {
      throw new ConfigurationException(
          "The configuration " + text.place().name() + " is too deeply nested to be read", e);
    }
  }

  /**
   * Checks that the substitutions of all texts together can be resolved.
   *
   * @throws ConfigurationException if they multiply
   */
  void requireBounded() {
    expansion.requireBounded();
  }

  /** Adds a value that is taken as it stands to what substitutions may copy. */
  void plain(List<String> path, String value, String origin) {
    expansion.add(new HoconOutline.Value(path, 1, value.length(), List.of()), origin);
  }

  /** What was read for an include. */
  Optional<HoconText> find(HoconPlace place, String kind, String what) {
    return Optional.ofNullable(included.get(wanted(place, kind, what)));
  }

  /** The library hands the names of {@code file(...)} on as paths. */
  private static Wanted wanted(HoconPlace place, String kind, String what) {
    return new Wanted(place, kind, kind.equals("file") ? new File(what).getPath() : what);
  }

  private void measure(HoconText text, List<String> path, List<HoconPlace> above) {
    files++;
    characters += text.text().length();
    if (files > HoconBounds.FILES || characters > HoconBounds.ALL_CHARACTERS) {
      throw new ConfigurationException(
          "The configuration includes more than %d files or %d characters in all, here by way of %s"
              .formatted(
                  HoconBounds.FILES, HoconBounds.ALL_CHARACTERS, chain(above, text.place())));
    }
    HoconOutline outline = HoconOutline.of(text);
    for (HoconOutline.Value value : outline.values()) {
      expansion.add(moved(value, path), text.place().name());
    }
    List<HoconPlace> here = joined(above, text.place());
    for (HoconOutline.Include include : outline.includes()) {
      HoconText found = resolve(text.place(), include);
      if (here.stream().anyMatch(found.place()::isSameAs)
          || here.size() > HoconBounds.INCLUDES_IN_A_ROW) {
        throw refused(
            text.place(),
            include,
            "leads back to itself or is one of more than %d in a row: %s"
                .formatted(HoconBounds.INCLUDES_IN_A_ROW, chain(here, found.place())));
      }
      measure(found, joined(path, include.path()), here);
    }
  }

  /**
   * Substitutions of included texts are looked for below the including object, then at the root.
   */
  private static HoconOutline.Value moved(HoconOutline.Value value, List<String> path) {
    if (path.isEmpty()) {
      return value;
    }
    List<List<String>> substitutions = new ArrayList<>();
    for (List<String> substitution : value.substitutions()) {
      substitutions.add(substitution);
      substitutions.add(joined(path, substitution));
    }
    return new HoconOutline.Value(
        joined(path, value.path()), value.line(), value.characters(), substitutions);
  }

  private HoconText resolve(HoconPlace place, HoconOutline.Include include) {
    String what = include.what();
    if (include.kind().equals(URL)
        || (include.kind().isEmpty() && ADDRESS.matcher(what).matches())) {
      throw refused(
          place,
          include,
          "is an address, and nothing is fetched for a configuration; copy the file and include it"
              + " by its path");
    }
    Wanted wanted = wanted(place, include.kind(), what);
    HoconText known = included.get(wanted);
    if (known != null) {
      return known;
    }
    List<HoconPlace> candidates =
        switch (include.kind()) {
          case "file" -> place.files(what);
          case "classpath" -> HoconPlace.onClassPath(what);
          default -> place.beside(what);
        };
    HoconPlace found =
        candidates.stream()
            .filter(HoconPlace::exists)
            .findFirst()
            .orElseThrow(() -> refused(place, include, missing(include, candidates)));
    HoconText text = HoconText.read(found);
    included.put(wanted, text);
    return text;
  }

  private static String missing(HoconOutline.Include include, List<HoconPlace> candidates) {
    if (include.kind().equals("classpath") || candidates.isEmpty()) {
      return "is not there: no such resource is on the class path";
    }
    return "is not there: neither is "
        + candidates.stream()
            .map(HoconPlace::name)
            .collect(Collectors.joining(" nor ", "", " a file"));
  }

  private static ConfigurationException refused(
      HoconPlace place, HoconOutline.Include include, String problem) {
    String argument = "\"" + include.what() + "\"";
    return new ConfigurationException(
        "The configuration %s: %d: include %s %s"
            .formatted(
                place.name(),
                include.line(),
                include.kind().isEmpty() ? argument : include.kind() + "(" + argument + ")",
                problem));
  }

  private static String chain(List<HoconPlace> above, HoconPlace last) {
    return joined(above, last).stream().map(HoconPlace::name).collect(Collectors.joining(" -> "));
  }

  private static <T> List<T> joined(List<T> first, T last) {
    List<T> all = new ArrayList<>(first);
    all.add(last);
    return all;
  }

  private static <T> List<T> joined(List<T> first, List<T> second) {
    List<T> all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }
}
