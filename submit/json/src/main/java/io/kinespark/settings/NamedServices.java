package io.kinespark.settings;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** What registers itself by a name that configurations use. */
public final class NamedServices {
  private NamedServices() {}

  /**
   * Services by their names, in the order in which they were found.
   *
   * @param found by a {@link java.util.ServiceLoader}: those of one file of services in its order
   * @param name of a service
   * @param what services are, for the message: {@code "families of networks"}
   * @throws IllegalStateException if two have one name; the message names their classes
   */
  public static <T> Map<String, T> byName(
      Iterable<T> found, Function<T, String> name, String what) {
    Map<String, T> services = new LinkedHashMap<>();
    for (T service : found) {
      T other = services.putIfAbsent(name.apply(service), service);
      if (other != null) {
        throw new IllegalStateException(
            "two %s are called '%s': %s and %s; leave one of them out of the class path"
                .formatted(
                    what,
                    name.apply(service),
                    other.getClass().getName(),
                    service.getClass().getName()));
      }
    }
    return Collections.unmodifiableMap(services);
  }
}
