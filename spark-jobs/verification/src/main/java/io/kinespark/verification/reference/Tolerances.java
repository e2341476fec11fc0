package io.kinespark.verification.reference;

import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The tolerances of a case: by exact tensor name, then by the longest {@code prefix*}, then by the
 * part of the name before the first slash, else the case's own. Tensors under the prefix of double
 * precision are held to the case's tolerance of that precision, or to the tolerance of a case that
 * is in double precision altogether. A tolerance is a number, or a text {@code 0.1 per element}.
 */
final class Tolerances {
  private static final double DEFAULT = 1e-4;
  private static final double DEFAULT_FLOAT64 = 1e-7;
  private static final String FLOAT64 = "f64";
  private static final List<String> TABLES =
      List.of("tolerances", "tolerance_by_tensor", "tolerance_per_tensor");
  private static final Pattern PER_ELEMENT =
      Pattern.compile("(\\d[0-9.]*(?:[eE][+-]?\\d+)?) per element");

  /**
   * One entry.
   *
   * @param field that it is from
   */
  private record Tolerance(String field, double value, boolean perElement) {
    /**
     * Reads an entry.
     *
     * @throws UnsupportedCaseException if it is in no known form, or no tolerance
     */
    static Tolerance of(CaseNode node) {
      Matcher text = PER_ELEMENT.matcher(node.isTextual() ? node.asText() : "");
      boolean perElement = text.matches();
      double value = perElement ? Double.parseDouble(text.group(1)) : node.asDouble();
      if (!(value >= 0)) {
        throw new UnsupportedCaseException(
            "%s is %s; a tolerance is 0 at least".formatted(node.name(), node));
      }
      return new Tolerance(node.name(), value, perElement);
    }
  }

  /** Tolerances by the names of tensors, their prefixes and groups. */
  private record Table(Map<String, Tolerance> entries) {
    Optional<Tolerance> get(String name) {
      return Optional.ofNullable(entries.get(name));
    }

    Optional<Tolerance> find(String tensor) {
      return get(tensor).or(() -> longestPrefix(tensor)).or(() -> get(group(tensor)));
    }

    private Optional<Tolerance> longestPrefix(String tensor) {
      return entries.entrySet().stream()
          .filter(entry -> entry.getKey().endsWith("*") && isOf(entry.getKey(), tensor))
          .max(Comparator.comparingInt(entry -> entry.getKey().length()))
          .map(Map.Entry::getValue);
    }
  }

  private final List<Table> tables;
  private final double own;
  private final String float64Prefix;
  private final double float64;
  private final Set<String> unusable;

  Tolerances(CaseNode json) {
    this.tables = TABLES.stream().map(name -> table(json.path(name))).toList();
    this.own = json.has("tolerance") ? Tolerance.of(json.path("tolerance")).value() : DEFAULT;
    this.float64Prefix = CasePrecisions.prefix(json);
    double tabled =
        tables.stream()
            .flatMap(table -> table.get(FLOAT64).stream())
            .mapToDouble(Tolerance::value)
            .findFirst()
            .orElse(DEFAULT_FLOAT64);
    CaseNode stated = json.path("float64").path("tolerance");
    this.float64 = stated.isAbsent() ? tabled : Tolerance.of(stated).value();
    this.unusable = new HashSet<>(CaseJson.texts(json.path("float32_unusable")));
  }

  private static Table table(CaseNode json) {
    Map<String, Tolerance> entries = new LinkedHashMap<>();
    json.fields().forEach((name, entry) -> entries.put(name, Tolerance.of(entry)));
    return new Table(entries);
  }

  private static boolean isOf(String name, String tensor) {
    return name.equals(tensor)
        || name.equals(group(tensor))
        || (name.endsWith("*") && tensor.startsWith(name.substring(0, name.length() - 1)));
  }

  private static String group(String tensor) {
    int slash = tensor.indexOf('/');
    return slash < 0 ? tensor : tensor.substring(0, slash);
  }

  /**
   * Checks that every entry is of one of the answers at least: one that is of none may be written
   * in a way that is not understood.
   *
   * @param answers names of tensors and of numbers in the description
   * @throws UnsupportedCaseException naming an entry that is of none
   */
  void requireOfAnswers(Set<String> answers) {
    for (Table table : tables) {
      table.entries.forEach(
          (name, tolerance) -> {
            if (!name.equals(FLOAT64) && answers.stream().noneMatch(each -> isOf(name, each))) {
              throw new UnsupportedCaseException(
                  tolerance.field() + " is the tolerance of no answer of this case");
            }
          });
    }
    unusable.stream()
        .filter(name -> !answers.contains(name))
        .findFirst()
        .ifPresent(
            name -> {
              throw new UnsupportedCaseException(
                  "float32_unusable names %s, which is no answer of this case".formatted(name));
            });
  }

  /** Whether the original's single-precision answer for that tensor says nothing. */
  boolean ignores(String tensor) {
    return unusable.contains(tensor);
  }

  double of(String tensor) {
    return tensor.startsWith(float64Prefix)
        ? float64
        : find(tensor).map(Tolerance::value).orElse(own);
  }

  /** Whether the case asks for that tensor's error relative to each element. */
  boolean perElement(String tensor) {
    return find(tensor).filter(Tolerance::perElement).isPresent();
  }

  private Optional<Tolerance> find(String tensor) {
    return tables.stream().flatMap(table -> table.find(tensor).stream()).findFirst();
  }
}
