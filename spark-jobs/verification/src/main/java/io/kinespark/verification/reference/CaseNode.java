package io.kinespark.verification.reference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A value of a case's description that remembers whether anyone read it, so that {@link #unread}
 * names what a runner passed by. A number, text or flag is read when its value is taken, a list or
 * an object when it is reached, what is in it separately; to ask of what type a value is or whether
 * a field is there reads nothing. Null is as good as absent. Values are never converted: a number
 * where a text is wanted is an {@link UnsupportedCaseException} that names the field.
 */
public final class CaseNode implements Iterable<CaseNode> {
  private final String name;
  private final JsonNode value;
  private final Map<String, CaseNode> fields = new LinkedHashMap<>();
  private final List<CaseNode> elements = new ArrayList<>();
  private boolean read;

  private CaseNode(String name, JsonNode value) {
    this.name = name;
    this.value = value;
    value
        .fields()
        .forEachRemaining(
            field ->
                fields.put(field.getKey(), new CaseNode(below(field.getKey()), field.getValue())));
    if (value.isArray()) {
      value.forEach(
          element ->
              elements.add(new CaseNode("%s[%d]".formatted(name, elements.size()), element)));
    }
  }

  /** A whole description, of which nothing is read. */
  public static CaseNode of(JsonNode root) {
    CaseNode node = new CaseNode("", root);
    node.read = true;
    return node;
  }

  /** The same value, of which nothing is read. */
  CaseNode again() {
    CaseNode node = new CaseNode(name, value);
    node.read = true;
    return node;
  }

  private String below(String field) {
    return name.isEmpty() ? field : name + "." + field;
  }

  /** From the root to here, {@code model.tam.alpha} or {@code videos[2].fps}. */
  public String name() {
    return name;
  }

  /** The field of that name; absent where there is none. */
  public CaseNode path(String field) {
    return reached(fields.get(field), below(field));
  }

  /** The element at that place of a list; absent where there is none. */
  public CaseNode path(int index) {
    return reached(
        index < elements.size() ? elements.get(index) : null, "%s[%d]".formatted(name, index));
  }

  private static CaseNode reached(CaseNode node, String name) {
    if (node == null) {
      return new CaseNode(name, MissingNode.getInstance());
    }
    node.read |= node.value.isContainerNode() || node.value.isNull();
    return node;
  }

  /** Whether there is a field of that name that is not null. */
  public boolean has(String field) {
    return fields.containsKey(field) && !fields.get(field).isAbsent();
  }

  /** Whether nothing is said here. */
  public boolean isAbsent() {
    return value.isMissingNode() || value.isNull();
  }

  /** Whether this is an object. */
  public boolean isObject() {
    return value.isObject();
  }

  /** Whether this is a list. */
  public boolean isArray() {
    return value.isArray();
  }

  /** Whether this is a number. */
  public boolean isNumber() {
    return value.isNumber();
  }

  /** Whether this is a text. */
  public boolean isTextual() {
    return value.isTextual();
  }

  /** The number of elements of a list. */
  public int size() {
    return elements.size();
  }

  /** The elements of a list; none of anything else. */
  @Override
  public Iterator<CaseNode> iterator() {
    if (!value.isArray() && !isAbsent()) {
      throw wrong("a list");
    }
    return elements.stream().map(element -> reached(element, "")).iterator();
  }

  /** The names of an object's fields, of which this reads none. */
  Set<String> names() {
    return Collections.unmodifiableSet(fields.keySet());
  }

  /** The fields of an object by name; none of anything else. */
  public Map<String, CaseNode> fields() {
    fields.values().forEach(field -> reached(field, ""));
    return Collections.unmodifiableMap(fields);
  }

  /** A whole number, 0 where nothing is said. */
  public int asInt() {
    return asInt(0);
  }

  /** A whole number. */
  public int asInt(int otherwise) {
    return Math.toIntExact(asLong(otherwise));
  }

  /** A whole number, 0 where nothing is said. */
  public long asLong() {
    return asLong(0);
  }

  private long asLong(long otherwise) {
    if (isAbsent()) {
      return otherwise;
    }
    if (!value.isNumber() || value.asDouble() != Math.rint(value.asDouble())) {
      throw wrong("a whole number");
    }
    read = true;
    return value.asLong();
  }

  /** A number, 0 where nothing is said. */
  public double asDouble() {
    return asDouble(0);
  }

  /** A number. */
  public double asDouble(double otherwise) {
    if (isAbsent()) {
      return otherwise;
    }
    if (!value.isNumber()) {
      throw wrong("a number");
    }
    read = true;
    return value.asDouble();
  }

  /** A text, empty where nothing is said. */
  public String asText() {
    return asText("");
  }

  /** A text. */
  public String asText(String otherwise) {
    if (isAbsent()) {
      return otherwise;
    }
    if (!value.isTextual()) {
      throw wrong("a text");
    }
    read = true;
    return value.asText();
  }

  /** A flag, false where nothing is said. */
  public boolean asBoolean() {
    return asBoolean(false);
  }

  /** A flag. */
  public boolean asBoolean(boolean otherwise) {
    if (isAbsent()) {
      return otherwise;
    }
    if (!value.isBoolean()) {
      throw wrong("true or false");
    }
    read = true;
    return value.asBoolean();
  }

  private UnsupportedCaseException wrong(String wanted) {
    return new UnsupportedCaseException(
        "%s is %s; only %s is supported there".formatted(name, value, wanted));
  }

  /**
   * Reads a field that has one meaning here or some.
   *
   * @param known the values that can be honoured: texts, numbers, flags
   * @throws UnsupportedCaseException if the field says anything else
   */
  public void only(String field, Object... known) {
    CaseNode node = path(field);
    if (!node.isAbsent() && Arrays.stream(known).noneMatch(node::is)) {
      throw node.wrong(
          Arrays.stream(known)
              .map(String::valueOf)
              .reduce((first, second) -> first + " or " + second)
              .orElse("nothing"));
    }
    node.passOver();
  }

  /** Whether a field is that value, without reading it. */
  boolean says(String field, Object known) {
    return fields.containsKey(field) && fields.get(field).is(known);
  }

  private boolean is(Object known) {
    if (known instanceof Number number) {
      return value.isNumber() && value.asDouble() == number.doubleValue();
    }
    return known instanceof Boolean flag
        ? value.isBoolean() && value.asBoolean() == flag
        : value.isTextual() && value.asText().equals(known);
  }

  /** Reads fields and all that is in them which have no meaning for what is computed. */
  public void passOver(String... names) {
    for (String field : names) {
      path(field).passOver();
    }
  }

  private void passOver() {
    read = true;
    fields.values().forEach(CaseNode::passOver);
    elements.forEach(CaseNode::passOver);
  }

  /** Names of what nobody read, in their order; a list or an object nobody reached by its own. */
  public List<String> unread() {
    List<String> names = new ArrayList<>();
    collectUnread(names);
    return names;
  }

  private void collectUnread(List<String> names) {
    if (!read) {
      names.add(name);
      return;
    }
    fields.values().forEach(field -> field.collectUnread(names));
    elements.forEach(element -> element.collectUnread(names));
  }

  /** The value as JSON. */
  @Override
  public String toString() {
    return value.toString();
  }
}
