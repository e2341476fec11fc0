package io.kinespark.spark.config;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * An upper bound of what values come to once everything is substituted, found without doing it: ten
 * lines of {@code a = ${b}${b}} are a thousand copies, forty are more than any memory.
 *
 * <p>A substitution stands for all values whose keys are its path, lie below it or above it. Values
 * that lead to each other in a circle, as {@code path = ${path} [x]} does to the value before it,
 * are each passed at most once on the way back, so that a circle multiplies by its values'
 * substitutions.
 */
final class HoconExpansion {
  private static final char SEPARATOR = '\0';

  /** A value with substitutions. */
  private static final class Node {
    private final HoconOutline.Value value;
    private final String place;
    private final List<List<Node>> targets = new ArrayList<>();
    private double plain;
    private int index;
    private int low;
    private boolean onStack;
    private double size;
    private int chain;

    private Node(HoconOutline.Value value, String place) {
      this.value = value;
      this.place = place;
    }
  }

  /** What is set at one path. */
  private static final class Slot {
    private double plain;
    private final List<Node> nodes = new ArrayList<>();
  }

  private final TreeMap<String, Slot> slots = new TreeMap<>();
  private final List<Node> nodes = new ArrayList<>();
  private final Deque<Node> stack = new ArrayDeque<>();
  private int indices;

  /**
   * Adds a value.
   *
   * @param value a value whose path is from the root of the configuration
   * @param file where it stands
   */
  void add(HoconOutline.Value value, String file) {
    Slot slot = slots.computeIfAbsent(key(value.path()), path -> new Slot());
    if (value.substitutions().isEmpty()) {
      slot.plain += value.characters();
    } else {
      Node node = new Node(value, file + ": " + value.line());
      slot.nodes.add(node);
      nodes.add(node);
    }
  }

  private static String key(List<String> path) {
    StringBuilder key = new StringBuilder();
    path.forEach(element -> key.append(element).append(SEPARATOR));
    return key.toString();
  }

  /**
   * Checks all values.
   *
   * @throws ConfigurationException if there are more substitutions, longer chains of them or more
   *     characters than {@link HoconBounds} allows; it names a value that leads there
   */
  void requireBounded() {
    int substitutions = nodes.stream().mapToInt(each -> each.value.substitutions().size()).sum();
    if (substitutions > HoconBounds.SUBSTITUTIONS) {
      throw new ConfigurationException(
          "The configuration has %d substitutions; up to %d are resolved (%s)"
              .formatted(
                  substitutions, HoconBounds.SUBSTITUTIONS, nodes.get(nodes.size() - 1).place));
    }
    nodes.forEach(this::link);
    for (Node node : nodes) {
      if (node.index == 0) {
        visit(node);
      }
    }
    double all = 0;
    for (Slot slot : slots.values()) {
      all += slot.plain;
      for (Node node : slot.nodes) {
        all += node.size;
        require(all, node);
      }
    }
  }

  private void link(Node node) {
    node.plain = node.value.characters();
    for (List<String> path : node.value.substitutions()) {
      List<Node> found = new ArrayList<>();
      node.plain += 1 + fromEnvironment(path);
      for (Slot slot : related(path)) {
        node.plain += slot.plain;
        found.addAll(slot.nodes);
      }
      node.targets.add(found);
    }
  }

  private static int fromEnvironment(List<String> path) {
    String value = System.getenv(String.join(".", path));
    return value == null ? 0 : value.length();
  }

  private Collection<Slot> related(List<String> path) {
    String key = key(path);
    Map<String, Slot> below = slots.subMap(key, true, key + Character.MAX_VALUE, true);
    List<Slot> found = new ArrayList<>(below.values());
    for (int length = 1; length < path.size(); length++) {
      Slot above = slots.get(key(path.subList(0, length)));
      if (above != null) {
        found.add(above);
      }
    }
    return found;
  }

  /** Tarjan's algorithm: circles are left with their sizes known, those that they lead to first. */
  private void visit(Node node) {
    node.index = ++indices;
    node.low = node.index;
    node.onStack = true;
    stack.push(node);
    for (List<Node> targets : node.targets) {
      for (Node target : targets) {
        if (target.index == 0) {
          if (stack.size() > HoconBounds.SUBSTITUTIONS_IN_A_ROW) {
            throw tooLong(node);
          }
          visit(target);
          node.low = Math.min(node.low, target.low);
        } else if (target.onStack) {
          node.low = Math.min(node.low, target.index);
        }
      }
    }
    if (node.low == node.index) {
      List<Node> circle = new ArrayList<>();
      do {
        circle.add(stack.peek());
      } while (stack.pop() != node);
      close(circle);
    }
  }

  private void close(List<Node> circle) {
    double size = 0;
    double copies = 1;
    int chain = 0;
    for (Node node : circle) {
      int inside = 0;
      size += node.plain;
      for (List<Node> targets : node.targets) {
        boolean back = false;
        for (Node target : targets) {
          back |= target.onStack;
          size += target.onStack ? 0 : target.size;
          chain = Math.max(chain, target.onStack ? 0 : target.chain);
        }
        inside += back ? 1 : 0;
      }
      copies *= Math.max(1, inside);
    }
    for (Node node : circle) {
      node.size = size * copies;
      node.chain = chain + circle.size();
      require(node.size, node);
      if (node.chain > HoconBounds.SUBSTITUTIONS_IN_A_ROW) {
        throw tooLong(node);
      }
    }
    circle.forEach(node -> node.onStack = false);
  }

  private static void require(double size, Node node) {
    if (size > HoconBounds.EXPANDED) {
      throw new ConfigurationException(
          ("The configuration's substitutions multiply to more than %d characters, among them those"
                  + " of %s (%s); write the values out, or substitute fewer times")
              .formatted(HoconBounds.EXPANDED, String.join(".", node.value.path()), node.place));
    }
  }

  private static ConfigurationException tooLong(Node node) {
    return new ConfigurationException(
        "The configuration's substitutions lead to each other more than %d times in a row, among them those of %s (%s)"
            .formatted(
                HoconBounds.SUBSTITUTIONS_IN_A_ROW,
                String.join(".", node.value.path()),
                node.place));
  }
}
