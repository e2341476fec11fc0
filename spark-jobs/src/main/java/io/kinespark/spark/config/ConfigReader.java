package io.kinespark.spark.config;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import io.kinespark.preprocessing.storage.Locations;
import io.kinespark.settings.Interval;
import io.kinespark.settings.SectionReader;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Reads one section of {@link Settings}; {@link Settings#read} throws what problems it found. */
public final class ConfigReader implements SectionReader {
  private static final String NOT_BLANK = "must be a text that is not blank";
  private static final int LONGEST_CORRECTED = 100;
  private static final String LOCATION =
      "must be a path or a URI of a file system, without a password in it";

  private final ConfigObject root;
  private final String prefix;
  private final List<ConfigProblem> problems;
  private final Set<String> keysRead;

  /**
   * A reader of one section.
   *
   * @param root the resolved configuration
   * @param prefix the section, from the root
   * @param problems where problems go
   * @param keysRead where the full keys asked for go
   */
  ConfigReader(
      ConfigObject root, String prefix, List<ConfigProblem> problems, Set<String> keysRead) {
    this.root = root;
    this.prefix = prefix;
    this.problems = problems;
    this.keysRead = keysRead;
  }

  @Override
  public ConfigReader section(String name) {
    return new ConfigReader(root, prefix + "." + name, problems, keysRead);
  }

  @Override
  public int integer(String key, Interval allowed) {
    return required(
        key,
        "must be a whole number, " + allowed,
        value -> Scalars.integer(value, allowed),
        (int) allowed.standIn());
  }

  @Override
  public Optional<Integer> optionalInteger(String key, Interval allowed) {
    return present(key)
        .map(
            value ->
                checked(
                    key,
                    value,
                    "must be a whole number, " + allowed,
                    each -> Scalars.integer(each, allowed),
                    (int) allowed.standIn()));
  }

  /** A whole number of 64 bits within {@code allowed}. */
  public long longInteger(String key, Interval allowed) {
    return required(
        key,
        "must be a whole number, " + allowed,
        value -> Scalars.wholeNumber(value, allowed),
        allowed.standIn());
  }

  @Override
  public double number(String key, Interval allowed) {
    return required(
        key,
        "must be a number, " + allowed,
        value -> Scalars.number(value, allowed),
        (double) allowed.standIn());
  }

  @Override
  public boolean flag(String key) {
    return required(key, "must be true or false", Scalars::flag, false);
  }

  @Override
  public String text(String key) {
    return required(key, NOT_BLANK, Scalars::text, "");
  }

  @Override
  public char character(String key) {
    return required(
        key, "must be one character, such as \" \", \",\" or \"\\t\"", Scalars::character, ' ');
  }

  @Override
  public Optional<String> optionalText(String key) {
    return present(key).map(value -> checked(key, value, NOT_BLANK, Scalars::text, ""));
  }

  /** A path or URI of any Hadoop file system. */
  public String location(String key) {
    return required(key, LOCATION, ConfigReader::parseLocation, "");
  }

  /** A path or URI of any Hadoop file system, or nothing where the key is {@code null}. */
  public Optional<String> optionalLocation(String key) {
    return present(key)
        .map(value -> checked(key, value, LOCATION, ConfigReader::parseLocation, ""));
  }

  /** A length of time with its unit, such as {@code 30s}, of at least {@code shortest}. */
  public Duration duration(String key, Duration shortest) {
    return required(
        key,
        "must be a time with its unit, such as 30s, of at least " + shortest.toMillis() + " ms",
        value -> Scalars.duration(value, shortest),
        shortest);
  }

  /** A size in bytes, such as {@code 256 MiB}, within {@code allowed} bytes. */
  public long bytes(String key, Interval allowed) {
    return required(
        key,
        "must be a size in bytes, such as 256 MiB, " + allowed,
        value -> Scalars.bytes(value, allowed),
        allowed.standIn());
  }

  @Override
  public <E extends Enum<E>> E choice(String key, Class<E> type) {
    List<E> constants = List.of(type.getEnumConstants());
    return required(
        key,
        "must be one of " + namesOf(constants),
        value -> constant(value, constants),
        constants.get(0));
  }

  /** A list of constants of {@code type}, written as {@link #nameOf} says. */
  public <E extends Enum<E>> List<E> choices(String key, Class<E> type) {
    List<E> constants = List.of(type.getEnumConstants());
    return list(
        key,
        "must be a list, each one of " + namesOf(constants),
        value -> constant(value, constants));
  }

  /** One of {@code known}, written as its {@code toString} says. */
  public <T> T named(String key, List<T> known) {
    Optional<String> text = present(key).flatMap(Scalars::text);
    List<String> names = known.stream().map(Object::toString).toList();
    String near =
        text.filter(given -> given.length() <= LONGEST_CORRECTED)
            .flatMap(given -> NearestName.of(given.toLowerCase(Locale.ROOT), names))
            .map("; did you mean %s?"::formatted)
            .orElse("");
    return required(
        key,
        "must be one of " + String.join(", ", names) + near,
        value ->
            Scalars.text(value).map(names::indexOf).filter(found -> found >= 0).map(known::get),
        known.get(0));
  }

  private static <E extends Enum<E>> String namesOf(List<E> constants) {
    return constants.stream().map(ConfigReader::nameOf).collect(Collectors.joining(", "));
  }

  private static <E extends Enum<E>> Optional<E> constant(ConfigValue value, List<E> constants) {
    return Scalars.text(value)
        .flatMap(text -> constants.stream().filter(each -> nameOf(each).equals(text)).findFirst());
  }

  /** How a constant is written in a file: {@code INDEX_ONLY} as {@code index-only}. */
  public static String nameOf(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @Override
  public List<Integer> integers(String key, Interval allowed) {
    return list(
        key,
        "must be a list of whole numbers, each " + allowed,
        value -> Scalars.integer(value, allowed));
  }

  /** A list of pairs of whole numbers, each within {@code allowed}; every pair is a list of two. */
  public List<List<Integer>> integerPairs(String key, Interval allowed) {
    return list(
        key,
        "must be a list of pairs such as [[2, 4], [30, 41]] of whole numbers, each " + allowed,
        value ->
            parseList(value, each -> Scalars.integer(each, allowed))
                .filter(pair -> pair.size() == 2));
  }

  @Override
  public List<Double> numbers(String key, Interval allowed) {
    return list(
        key, "must be a list of numbers, each " + allowed, value -> Scalars.number(value, allowed));
  }

  @Override
  public List<String> texts(String key) {
    return list(key, "must be a list of texts, none of them blank", Scalars::text);
  }

  /** A list of file systems: URIs, or schemes of which all are meant. */
  public List<String> fileSystems(String key) {
    return list(
        key,
        "must be a list of schemes such as s3a and URIs such as \"hdfs://namenode:8020\"",
        value ->
            Scalars.text(value)
                .filter(
                    text -> Locations.isUri(text) ? isLocation(text) : Locations.isScheme(text)));
  }

  /** An open map from names to texts, sorted by name. */
  public Map<String, String> map(String key) {
    return required(key, "must be a map from names to texts", ConfigReader::parseMap, Map.of());
  }

  @Override
  public <T> T build(Supplier<T> make, T standIn) {
    try {
      return make.get();
    } catch (IllegalArgumentException e) {
      if (problems.stream().noneMatch(known -> known.subject().startsWith(prefix))) {
        problems.add(new ConfigProblem(prefix, Origins.of(find(prefix)), e.getMessage()));
      }
      return standIn;
    }
  }

  @Override
  public void problem(String key, String message) {
    ConfigValue value = find(path(key));
    String subject = path(key) + " = " + ShownValue.shortened(ShownValue.of(path(key), value));
    if (problems.stream().noneMatch(known -> known.subject().equals(subject))) {
      problems.add(new ConfigProblem(subject, Origins.of(value), message));
    }
  }

  private <T> List<T> list(String key, String expected, Function<ConfigValue, Optional<T>> parse) {
    return required(key, expected, value -> parseList(value, parse), List.of());
  }

  private <T> T required(
      String key, String expected, Function<ConfigValue, Optional<T>> parse, T standIn) {
    Optional<ConfigValue> value = present(key);
    if (value.isEmpty()) {
      String shortKey = path(key).substring(Settings.ROOT.length() + 1);
      if (problems.stream().noneMatch(known -> known.subject().equals(path(key)))) {
        problems.add(
            new ConfigProblem(
                path(key),
                Origins.of(find(path(key))),
                "is required; set it in the --conf file or as "
                    + shortKey
                    + "=... on the command line"));
      }
      return standIn;
    }
    return checked(key, value.get(), expected, parse, standIn);
  }

  private <T> T checked(
      String key,
      ConfigValue value,
      String expected,
      Function<ConfigValue, Optional<T>> parse,
      T standIn) {
    Optional<T> parsed = parse.apply(value);
    if (parsed.isEmpty()) {
      problem(key, expected);
    }
    return parsed.orElse(standIn);
  }

  private Optional<ConfigValue> present(String key) {
    keysRead.add(path(key));
    ConfigValue value = find(path(key));
    return value.valueType() == ConfigValueType.NULL ? Optional.empty() : Optional.of(value);
  }

  private ConfigValue find(String path) {
    ConfigValue value = root;
    for (String name : ConfigUtil.splitPath(path)) {
      ConfigValue child = value instanceof ConfigObject object ? object.get(name) : null;
      if (child == null) {
        throw new IllegalStateException(path + " is not declared in any reference.conf");
      }
      value = child;
    }
    return value;
  }

  private String path(String key) {
    return prefix + "." + key;
  }

  private static <T> Optional<List<T>> parseList(
      ConfigValue value, Function<ConfigValue, Optional<T>> parse) {
    if (!(value instanceof ConfigList elements)) {
      return Optional.empty();
    }
    List<T> parsed = elements.stream().map(parse).flatMap(Optional::stream).toList();
    return Optional.of(parsed).filter(list -> list.size() == elements.size());
  }

  private static Optional<Map<String, String>> parseMap(ConfigValue value) {
    if (!(value instanceof ConfigObject object)) {
      return Optional.empty();
    }
    Map<String, String> parsed = new TreeMap<>();
    object.forEach(
        (name, element) -> Scalars.text(element).ifPresent(text -> parsed.put(name, text)));
    return Optional.of(Collections.unmodifiableMap(parsed))
        .filter(map -> map.size() == object.size());
  }

  private static Optional<String> parseLocation(ConfigValue value) {
    return Scalars.text(value).filter(ConfigReader::isLocation);
  }

  private static boolean isLocation(String text) {
    try {
      return !Locations.path(text).toString().isEmpty() && !Locations.holdsPassword(text);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
