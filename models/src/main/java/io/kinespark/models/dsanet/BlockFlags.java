package io.kinespark.models.dsanet;

import io.kinespark.settings.SectionReader;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Says of every block of a residual network whether it has something: of each stage {@code none},
 * {@code all}, {@code alternate} (every second block, beginning with the second), or a digit 0 or 1
 * for each of its blocks.
 */
final class BlockFlags {
  private static final String DIGITS = "[01]+";

  private BlockFlags() {}

  /**
   * The flags of every block.
   *
   * @param stageBlocks blocks of each stage
   */
  static List<List<Boolean>> read(SectionReader section, String key, List<Integer> stageBlocks) {
    List<String> perStage = section.texts(key);
    if (perStage.size() < stageBlocks.size()) {
      section.problem(
          key, "must say something of each of the %d stages".formatted(stageBlocks.size()));
      return List.of();
    }
    List<List<Boolean>> flags = new ArrayList<>();
    for (int stage = 0; stage < stageBlocks.size(); stage++) {
      flags.add(stage(section, key, perStage.get(stage), stageBlocks.get(stage)));
    }
    return flags;
  }

  private static List<Boolean> stage(SectionReader section, String key, String text, int blocks) {
    return switch (text) {
      case "none" -> flags("0".repeat(blocks));
      case "all" -> flags("1".repeat(blocks));
      case "alternate" -> IntStream.range(0, blocks).mapToObj(block -> block % 2 == 1).toList();
      default -> {
        if (!text.matches(DIGITS) || text.length() != blocks) {
          section.problem(
              key,
              "'%s' must be none, all, alternate or %d digits 0 or 1, one for each block of the stage"
                  .formatted(text, blocks));
        }
        yield flags(text);
      }
    };
  }

  private static List<Boolean> flags(String digits) {
    return digits.chars().mapToObj(digit -> digit == '1').toList();
  }
}
