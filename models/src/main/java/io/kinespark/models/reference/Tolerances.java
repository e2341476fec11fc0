package io.kinespark.models.reference;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The tolerances of a case: by exact tensor name, then by the longest {@code prefix*}, then by the
 * part of the name before the first slash, else the case's own. Tensors under {@code f64/} are held
 * to the case's double-precision tolerance, or to the tolerance of a case that is in double
 * precision altogether.
 */
final class Tolerances {
  private static final double DEFAULT = 1e-4;
  private static final double DEFAULT_FLOAT64 = 1e-7;
  private static final List<String> TABLES =
      List.of("tolerances", "tolerance_by_tensor", "tolerance_per_tensor");
  private static final Pattern PER_ELEMENT = Pattern.compile("([0-9.eE+-]+) per element");

  private final JsonNode json;
  private final Set<String> unusable = new HashSet<>();

  Tolerances(JsonNode json) {
    this.json = json;
    json.path("float32_unusable").forEach(name -> unusable.add(name.asText()));
  }

  /** Whether the original's single-precision answer for that tensor says nothing. */
  boolean ignores(String tensor) {
    return unusable.contains(tensor);
  }

  double of(String tensor) {
    if (tensor.startsWith(CasePrecisions.PREFIX)) {
      return json.path("float64")
          .path("tolerance")
          .asDouble(json.path("tolerances").path("f64").asDouble(DEFAULT_FLOAT64));
    }
    return TABLES.stream()
        .map(table -> find(json.path(table), tensor))
        .flatMap(Optional::stream)
        .findFirst()
        .orElseGet(() -> json.path("tolerance").asDouble(DEFAULT));
  }

  /** Whether the case asks for that tensor's error relative to each element. */
  boolean perElement(String tensor) {
    return TABLES.stream()
        .map(table -> json.path(table).path(tensor).asText())
        .anyMatch(text -> PER_ELEMENT.matcher(text).matches());
  }

  private static Optional<Double> find(JsonNode table, String tensor) {
    if (table.has(tensor)) {
      return Optional.of(number(table.get(tensor)));
    }
    String best = "";
    Iterator<String> names = table.fieldNames();
    while (names.hasNext()) {
      String name = names.next();
      if (name.endsWith("*")
          && tensor.startsWith(name.substring(0, name.length() - 1))
          && name.length() > best.length()) {
        best = name;
      }
    }
    if (!best.isEmpty()) {
      return Optional.of(number(table.get(best)));
    }
    int slash = tensor.indexOf('/');
    String group = slash < 0 ? tensor : tensor.substring(0, slash);
    return table.has(group) ? Optional.of(number(table.get(group))) : Optional.empty();
  }

  private static double number(JsonNode node) {
    Matcher perElement = PER_ELEMENT.matcher(node.asText());
    return perElement.matches() ? Double.parseDouble(perElement.group(1)) : node.asDouble();
  }
}
