package io.kinespark.spark.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/** The engines on the class path, in its order. */
public final class Engines {

  /** Chooses the first engine that can run. */
  public static final String AUTO = "auto";

  private final List<EngineProvider> providers;

  Engines(List<EngineProvider> providers) {
    this.providers = List.copyOf(providers);
  }

  /** Those that {@link ServiceLoader} finds. */
  public static Engines found() {
    return new Engines(
        ServiceLoader.load(EngineProvider.class, EngineProvider.class.getClassLoader()).stream()
            .map(ServiceLoader.Provider::get)
            .toList());
  }

  /** What {@code train.engine} may be: {@link #AUTO} and every engine's name. */
  public List<String> names() {
    List<String> names = new ArrayList<>(List.of(AUTO));
    providers.forEach(each -> names.add(each.traits().name()));
    return names;
  }

  /**
   * The engine of a name, or with {@link #AUTO} the first that can run.
   *
   * @throws EngineMissingException if it cannot run here, which is said of each that was looked at
   */
  public EngineProvider choose(String name, EngineFacts facts) {
    List<String> reasons = new ArrayList<>();
    for (EngineProvider provider : providers) {
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
