package io.kinespark.models.training;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The ResNet that is the backbone of a network or file, read off the names of its entries.
 *
 * @param stageBlocks blocks of each stage by its number
 * @param convolutions of a block: 3 of a bottleneck, 2 of a basic block
 * @param shifts whether blocks have entries of a temporal shift
 */
record ResidualBackbone(Map<Integer, Integer> stageBlocks, int convolutions, boolean shifts) {
  private static final Pattern CONVOLUTION =
      Pattern.compile("backbone\\.layer(\\d)(?:\\.net)?\\.(\\d{1,4})\\.(?:.*\\.)?conv(\\d)\\..*");
  private static final Pattern SHIFT = Pattern.compile("backbone\\.layer\\d\\..*\\bshift\\..*");

  /** The backbone of entries, if they have one. */
  static Optional<ResidualBackbone> of(Collection<String> names) {
    Map<Integer, TreeSet<Integer>> blocks = new TreeMap<>();
    int convolutions = 0;
    boolean shifts = false;
    for (String name : names) {
      Matcher found = CONVOLUTION.matcher(name);
      if (found.matches()) {
        blocks
            .computeIfAbsent(Integer.parseInt(found.group(1)), any -> new TreeSet<>())
            .add(Integer.parseInt(found.group(2)));
        convolutions = Math.max(convolutions, Integer.parseInt(found.group(3)));
      }
      shifts |= SHIFT.matcher(name).matches();
    }
    Map<Integer, Integer> counts = new TreeMap<>();
    blocks.forEach((stage, indices) -> counts.put(stage, indices.size()));
    return counts.isEmpty()
        ? Optional.empty()
        : Optional.of(new ResidualBackbone(counts, convolutions, shifts));
  }

  @Override
  public String toString() {
    return "a %sResNet%s with stages of %s blocks of %d convolutions"
        .formatted(
            shifts ? "temporally shifted " : "", depth(), stageBlocks.values(), convolutions);
  }

  /** Layers with weights, as ResNets are called by: those of the blocks, the first and the last. */
  private String depth() {
    int blocks = stageBlocks.values().stream().mapToInt(Integer::intValue).sum();
    return "-" + (blocks * convolutions + 2);
  }
}
