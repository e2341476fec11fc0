package io.kinespark.spark.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * A resolved configuration: every key of every module with one value each, and where it came from.
 *
 * <p>Immutable. {@link #toText} and {@link #fromText} carry one to executors and into checkpoints.
 */
public final class Settings {
  /** The section that all keys are in. */
  public static final String ROOT = "kinespark";

  private final Config config;
  private final List<ConfigProblem> problems;

  private Settings(Config config, List<ConfigProblem> problems) {
    this.config = config;
    this.problems = List.copyOf(problems);
  }

  /** What the reference files say. */
  public static Settings defaults() {
    return load(List.of(), Optional.empty(), List.of());
  }

  /**
   * Resolves the layers, strongest last: reference files, presets, file, overrides.
   *
   * <p>Keys that do not exist are remembered and reported by {@link #read}, together with the
   * problems of the values.
   *
   * @param presets HOCON files on the class path, the later the stronger
   * @param file the user's HOCON file; its {@code include}s are relative to it and must exist
   * @param overrides {@code key=value} arguments, with or without the leading {@code kinespark.}; a
   *     value in brackets, braces or quotes is HOCON, any other is taken as it stands
   * @throws ConfigurationException if a layer cannot be read or a substitution cannot be resolved
   */
  public static Settings load(List<String> presets, Optional<Path> file, List<Argument> overrides) {
    HoconTexts texts = new HoconTexts();
    LayerFiles layers = new LayerFiles(texts);
    Config reference = layers.defaults();
    Config user = ConfigFactory.empty();
    for (String preset : presets) {
      user = layers.preset(preset).withFallback(user);
    }
    if (file.isPresent()) {
      user = layers.file(file.get()).withFallback(user);
    }
    user = new Overrides(texts).parse(overrides).withFallback(user);
    texts.requireBounded();
    try {
      List<ConfigProblem> problems = new ArrayList<>();
      ConfigObject accepted =
          new KnownKeys(reference.root())
              .accept(user.withFallback(reference).resolve().root(), problems);
      return new Settings(accepted.toConfig().withFallback(reference).resolve(), problems);
    } catch (com.typesafe.config.ConfigException e) {
      throw new ConfigurationException(
          "The configuration cannot be resolved: " + e.getMessage(), e);
    } catch (StackOverflowError e) {
      throw new ConfigurationException(
          "The configuration's substitutions are nested too deeply to be resolved", e);
    }
  }

  /**
   * The settings that {@link #toText} rendered.
   *
   * @throws ConfigurationException if the text is not that of settings
   */
  public static Settings fromText(String text) {
    HoconTexts texts = new HoconTexts();
    Config config = texts.text(HoconText.at("serialized settings", text));
    if (!config.isResolved()) {
      throw new ConfigurationException("Not rendered settings: they have substitutions");
    }
    return new Settings(config.withOnlyPath(ROOT), List.of());
  }

  /**
   * These settings with some values replaced, for a job that runs other jobs.
   *
   * @param values new values by key, without the leading {@code kinespark.}: text, numbers, truth
   *     values
   * @param origin what the replaced values' origin is called
   * @throws IllegalArgumentException if a key does not exist
   */
  public Settings with(Map<String, ?> values, String origin) {
    Config replaced = config;
    for (Map.Entry<String, ?> entry : values.entrySet()) {
      String key = ROOT + "." + entry.getKey();
      if (!config.hasPathOrNull(key)) {
        throw new IllegalArgumentException("there is no key " + key);
      }
      replaced = replaced.withValue(key, ConfigValueFactory.fromAnyRef(entry.getValue(), origin));
    }
    return new Settings(replaced, problems);
  }

  /**
   * All values as one line of JSON, secrets included.
   *
   * @throws ConfigurationException if keys were set that do not exist
   */
  public String toText() {
    throwIfAny(problems);
    return config.withOnlyPath(ROOT).root().render(ConfigRenderOptions.concise());
  }

  /**
   * Reads a typed value, such as one section's record, out of these settings.
   *
   * @param binding reads keys from the reader, which is at {@link #ROOT}, and makes the value
   * @throws ConfigurationException with every problem found: keys that do not exist, values of the
   *     wrong type or out of range, required keys not set, and what the binding itself reported
   */
  public <T> T read(Function<ConfigReader, T> binding) {
    return read(binding, new TreeSet<>());
  }

  /** As {@link #read(Function)}, and adds the full keys that the binding asked for. */
  <T> T read(Function<ConfigReader, T> binding, Set<String> keysRead) {
    List<ConfigProblem> found = new ArrayList<>(problems);
    try {
      T value = binding.apply(new ConfigReader(config.root(), ROOT, found, keysRead));
      throwIfAny(found);
      return value;
    } catch (IllegalArgumentException e) {
      throwIfAny(found);
      throw new ConfigurationException("The configuration is refused: " + e.getMessage(), e);
    }
  }

  /** Every key, sorted, with its value (secrets redacted) and the place it came from. */
  public List<ResolvedValue> values() {
    List<ResolvedValue> values = new ArrayList<>();
    collect(config.root(), List.of(), values);
    values.sort(Comparator.comparing(ResolvedValue::key));
    return values;
  }

  /** Keys that were set but do not exist, and sections that were given a value. */
  public List<ConfigProblem> problems() {
    return problems;
  }

  private static void collect(ConfigObject object, List<String> path, List<ResolvedValue> into) {
    for (Map.Entry<String, ConfigValue> entry : object.entrySet()) {
      List<String> here = new ArrayList<>(path);
      here.add(entry.getKey());
      if (entry.getValue() instanceof ConfigObject child && !child.isEmpty()) {
        collect(child, here, into);
      } else {
        String key = ConfigUtil.joinPath(here);
        into.add(
            new ResolvedValue(
                key, ShownValue.of(key, entry.getValue()), Origins.of(entry.getValue())));
      }
    }
  }

  private static void throwIfAny(List<ConfigProblem> problems) {
    if (!problems.isEmpty()) {
      throw new ConfigurationException(problems);
    }
  }
}
