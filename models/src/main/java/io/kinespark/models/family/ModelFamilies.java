package io.kinespark.models.family;

import io.kinespark.models.ModelConfig;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;

/** The families on the class path, in the order in which their files of services list them. */
public final class ModelFamilies {
  private static final Map<String, ModelFamily<?>> BY_NAME =
      byName(ServiceLoader.load(ModelFamily.class, ModelFamilies.class.getClassLoader()));

  private ModelFamilies() {}

  /**
   * Families by their names, in their order.
   *
   * @throws IllegalStateException if two have one name
   */
  @SuppressWarnings("rawtypes") // a service's type has no parameters
  static Map<String, ModelFamily<?>> byName(Iterable<ModelFamily> found) {
    Map<String, ModelFamily<?>> families = new LinkedHashMap<>();
    for (ModelFamily<?> family : found) {
      ModelFamily<?> other = families.putIfAbsent(family.name(), family);
      if (other != null) {
        throw new IllegalStateException(
            "two families of networks are called '%s': %s and %s; leave one of them out of the class path"
                .formatted(family.name(), other.getClass().getName(), family.getClass().getName()));
      }
    }
    return families;
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
