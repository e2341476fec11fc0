package io.kinespark.spark.engine;

import io.kinespark.settings.ApplicationClasses;
import io.kinespark.settings.NamedServices;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;

/** The engines on the class path, in its order. */
public final class Engines {

  /** Chooses the first engine that can run. */
  public static final String AUTO = "auto";

  private final Map<String, EngineProvider> providers;

  Engines(Iterable<EngineProvider> providers) {
    this.providers = NamedServices.byName(providers, each -> each.traits().name(), "engines");
  }

  /** Those that {@link ServiceLoader} finds, also in jars that a user adds. */
  public static Engines found() {
    return new Engines(ServiceLoader.load(EngineProvider.class, ApplicationClasses.loader()));
  }

  /** What {@code train.engine} may be: {@link #AUTO} and every engine's name. */
  public List<String> names() {
    List<String> names = new ArrayList<>(List.of(AUTO));
    names.addAll(providers.keySet());
    return names;
  }

  /**
   * The engine of a name, or with {@link #AUTO} the first that can run.
   *
   * @throws EngineMissingException if it cannot run here, which is said of each that was looked at
   */
  public EngineProvider choose(String name, EngineFacts facts) {
    List<String> reasons = new ArrayList<>();
    for (EngineProvider provider : providers.values()) {
      if (name.equals(AUTO) || name.equals(provider.traits().name())) {
        Optional<String> missing = provider.missing(facts);
        if (missing.isEmpty()) {
          return provider;
        }
        reasons.add(provider.traits().name() + ": " + missing.get());
      }
    }
    throw new EngineMissingException(name, reasons);
  }
}
