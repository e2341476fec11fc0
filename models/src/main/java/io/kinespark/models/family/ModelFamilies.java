package io.kinespark.models.family;

import io.kinespark.models.ModelConfig;
import io.kinespark.settings.ApplicationClasses;
import io.kinespark.settings.NamedServices;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;

/** The families on the class path, in the order in which their files of services list them. */
public final class ModelFamilies {
  private static final Map<String, ModelFamily<?>> BY_NAME =
      NamedServices.byName(found(), ModelFamily::name, "families of networks");

  private ModelFamilies() {}

  private static List<ModelFamily<?>> found() {
    return ServiceLoader.load(ModelFamily.class, ApplicationClasses.loader()).stream()
        .<ModelFamily<?>>map(ServiceLoader.Provider::get)
        .toList();
  }

  /** All of them. */
  public static List<ModelFamily<?>> all() {
    return List.copyOf(BY_NAME.values());
  }

  /** The names of all of them. */
  public static List<String> names() {
    return List.copyOf(BY_NAME.keySet());
  }

  /** The family of that name, if there is one. */
  public static Optional<ModelFamily<?>> find(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }

  /**
   * The family of that name.
   *
   * @throws IllegalArgumentException if there is none; the message lists those that there are
   */
  public static ModelFamily<?> named(String name) {
    return find(name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no family of networks is called '%s'; there are %s"
                        .formatted(name, String.join(", ", BY_NAME.keySet()))));
  }

  /**
   * A configuration with its family.
   *
   * @throws IllegalArgumentException if the family is not on the class path
   */
  public static FamilyNetwork<?> of(ModelConfig config) {
    return FamilyNetwork.of(named(config.family()), config);
  }
}
