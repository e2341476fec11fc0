package io.kinespark.spark.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What a text in HOCON sets, includes and substitutes, found by one pass over its characters that
 * understands quotes, comments and nesting but evaluates nothing. The library that evaluates has no
 * bounds; this pass has.
 *
 * <p>Where a text is no HOCON, what is found means nothing, and the library says so.
 */
final class HoconOutline {
  /**
   * A value.
   *
   * @param path of its key from the root
   * @param line where it begins
   * @param characters that it has apart from its substitutions
   * @param substitutions the paths that it substitutes
   */
  record Value(List<String> path, int line, int characters, List<List<String>> substitutions) {
    Value {
      path = List.copyOf(path);
      substitutions = List.copyOf(substitutions);
    }
  }

  /**
   * An include.
   *
   * @param path of the object that it stands in
   * @param line where it stands
   * @param kind {@code file}, {@code classpath}, {@code url}, or nothing
   * @param what the quoted name
   */
  record Include(List<String> path, int line, String kind, String what) {
    Include {
      path = List.copyOf(path);
    }
  }

  private static final String INCLUDE = "include";
  private static final Set<String> KINDS = Set.of("file", "classpath", "url");
  private static final String NAME_ENDS = "=:{}[],\n\"#";

  private final String text;
  private final String name;
  private final List<Value> values = new ArrayList<>();
  private final List<Include> includes = new ArrayList<>();
  private int at;
  private int line = 1;
  private int depth;

  private HoconOutline(String text, String name) {
    this.text = text;
    this.name = name;
  }

  /**
   * The outline of a text.
   *
   * @throws ConfigurationException if it is nested too deeply
   */
  static HoconOutline of(HoconText text) {
    HoconOutline outline = new HoconOutline(text.text(), text.place().name());
    if (text.isProperties()) {
      outline.properties();
    } else {
      outline.fields(List.of());
    }
    return outline;
  }

  List<Value> values() {
    return values;
  }

  List<Include> includes() {
    return includes;
  }

  /** Keys of properties are paths as well; a backslash joins a line with the next. */
  private void properties() {
    for (String each : text.replaceAll("\\\\\\R\\s*", "").split("\\R", -1)) {
      requireDepth(each.strip().split("[=:\\s]", 2)[0].split("\\.", -1).length);
      values.add(new Value(List.of(), line, each.length(), List.of()));
      line++;
    }
  }

  /** The fields of an object whose brace has been passed, up to and with its closing one. */
  private void fields(List<String> path) {
    while (true) {
      skipBlank(",");
      boolean closed = ended() || text.charAt(at) == '}';
      if (closed) {
        at = Math.min(text.length(), at + 1);
        if (path.isEmpty() && !ended() && depth == 0) {
          continue;
        }
        return;
      }
      if (text.charAt(at) == '{' && path.isEmpty()) {
        at++;
        continue;
      }
      int begin = line;
      List<String> key = key();
      if (key.size() == 1 && key.get(0).equals(INCLUDE) && isNext("\"fcur")) {
        include(path, begin);
        continue;
      }
      List<String> full = joined(path, key);
      requireDepth(full.size());
      skipBlank("");
      while (!ended() && "=:+".indexOf(text.charAt(at)) >= 0) {
        at++;
      }
      skipBlank("");
      value(full);
    }
  }

  /** The elements of a key, up to what separates it from its value. */
  private List<String> key() {
    List<String> elements = new ArrayList<>();
    StringBuilder element = new StringBuilder();
    boolean quoted = false;
    while (!ended()) {
      char c = text.charAt(at);
      if (c == '"') {
        element.append(quoted());
        quoted = true;
      } else if (c == '.') {
        elements.add(trimmed(element, quoted));
        element.setLength(0);
        quoted = false;
        at++;
        requireDepth(elements.size());
      } else if (NAME_ENDS.indexOf(c) >= 0 || isComment()) {
        break;
      } else if (c == '+' && at + 1 < text.length() && text.charAt(at + 1) == '=') {
        break;
      } else if (isBlank(c) && element.toString().isBlank() && !elements.isEmpty()) {
        at++;
      } else if (isBlank(c) && element.toString().strip().equals(INCLUDE) && elements.isEmpty()) {
        skipBlank("");
        break;
      } else {
        element.append(c);
        at++;
      }
    }
    elements.add(trimmed(element, quoted));
    if (at < text.length() && "}],".indexOf(text.charAt(at)) >= 0) {
      at += text.charAt(at) == '}' ? 0 : 1;
    }
    return elements;
  }

  private static String trimmed(StringBuilder element, boolean quoted) {
    return quoted ? element.toString() : element.toString().strip();
  }

  /** The rest of {@code include ["required("] [kind "("] "what"}. */
  private void include(List<String> path, int begin) {
    String kind = "";
    while (!ended() && text.charAt(at) != '"' && text.charAt(at) != '\n') {
      int from = at;
      while (!ended() && Character.isLetter(text.charAt(at))) {
        at++;
      }
      String word = text.substring(from, at);
      if (KINDS.contains(word)) {
        kind = word;
      }
      at += from == at ? 1 : 0;
    }
    if (!ended() && text.charAt(at) == '"') {
      includes.add(new Include(path, begin, kind, quoted()));
    }
    while (!ended() && " \t)".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  /** A value, of which objects, lists, quoted and plain parts may follow each other. */
  private void value(List<String> path) {
    int begin = line;
    int characters = 1;
    List<List<String>> substitutions = new ArrayList<>();
    while (!ended()) {
      char c = text.charAt(at);
      if (c == '{') {
        at++;
        requireDepth(++depth);
        fields(path);
        depth--;
      } else if (c == '[') {
        at++;
        requireDepth(++depth);
        elements(path);
        depth--;
      } else if (c == '"') {
        characters += 2 + quoted().length();
      } else if (text.startsWith("${", at)) {
        substitutions.add(substitution());
      } else if (c == '\n' || c == ',' || c == '}' || c == ']' || isComment()) {
        break;
      } else {
        characters++;
        at++;
      }
    }
    values.add(new Value(path, begin, characters, substitutions));
  }

  private void elements(List<String> path) {
    while (true) {
      skipBlank(",");
      if (ended()) {
        return;
      }
      if (text.charAt(at) == ']') {
        at++;
        return;
      }
      if (text.charAt(at) == '}') {
        at++; // no HOCON
        continue;
      }
      value(path);
    }
  }

  private List<String> substitution() {
    at += 2;
    if (!ended() && text.charAt(at) == '?') {
      at++;
    }
    List<String> path = key();
    if (!ended() && text.charAt(at) == '}') {
      at++;
    }
    return path;
  }

  /** The letters of a quoted text, escapes as they are written. */
  private String quoted() {
    if (text.startsWith("\"\"\"", at)) {
      int begin = at + 3;
      int end = text.indexOf("\"\"\"", begin);
      end = end < 0 ? text.length() : end;
      at = Math.min(text.length(), end + 3);
      while (!ended() && text.charAt(at) == '"') {
        at++;
      }
      String letters = text.substring(begin, end);
      line += (int) letters.chars().filter(c -> c == '\n').count();
      return letters;
    }
    int begin = ++at;
    while (!ended() && text.charAt(at) != '"' && text.charAt(at) != '\n') {
      at += text.charAt(at) == '\\' ? 2 : 1;
    }
    int end = Math.min(at, text.length());
    at = end + (ended() || text.charAt(end) == '\n' ? 0 : 1);
    return text.substring(begin, end);
  }

  private void skipBlank(String more) {
    while (!ended()) {
      char c = text.charAt(at);
      if (isComment()) {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end;
      } else if (isBlank(c) || c == '\n' || more.indexOf(c) >= 0) {
        line += c == '\n' ? 1 : 0;
        at++;
      } else {
        return;
      }
    }
  }

  private boolean isComment() {
    return text.charAt(at) == '#' || text.startsWith("//", at);
  }

  private static boolean isBlank(char c) {
    return c != '\n' && (Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\uFEFF');
  }

  private boolean isNext(String letters) {
    return !ended() && letters.indexOf(text.charAt(at)) >= 0;
  }

  private boolean ended() {
    return at >= text.length();
  }

  private void requireDepth(int levels) {
    if (Math.max(levels, depth) > HoconBounds.DEPTH) {
      throw new ConfigurationException(
          "The configuration %s: %d: it is nested more than %d levels deep"
              .formatted(name, line, HoconBounds.DEPTH));
    }
  }

  private static List<String> joined(List<String> path, List<String> key) {
    List<String> full = new ArrayList<>(path);
    full.addAll(key);
    return full;
  }
}
