package io.kinespark.models.complexity;

import io.kinespark.models.ChannelWidths;
import io.kinespark.models.FixedWidths;
import io.kinespark.models.ModelConfig;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What clips cost a network that chooses for every frame how wide its slimmable part runs, in
 * multiply-accumulates of convolutions and linear layers, as {@link NetworkComplexity} counts them.
 *
 * @param widths among which the network chooses
 * @param framesPerClip T
 * @param composition what every clip takes besides the slimmable network: static network, gate and
 *     final classifier over all T frames
 * @param slimmable of the slimmable network for one frame, by position of the width
 * @param slimmableAlone of a clip by the slimmable network and its classifier without the others,
 *     every frame at full width: the plain network that savings are usually given against
 */
public record WidthCosts(
    ChannelWidths widths,
    int framesPerClip,
    long composition,
    List<Long> slimmable,
    long slimmableAlone) {
  /**
   * Copies the list and checks it.
   *
   * @throws IllegalArgumentException unless every width has its cost and clips have frames
   */
  public WidthCosts {
    slimmable = List.copyOf(slimmable);
    if (slimmable.size() != widths.count() || framesPerClip < 1) {
      throw new IllegalArgumentException(
          "%d costs of %d widths for clips of %d frames"
              .formatted(slimmable.size(), widths.count(), framesPerClip));
    }
  }

  /**
   * Counts a network for clips of {@code height} by {@code width} pixels by running its stages that
   * choose nothing on tensors that have shapes only. These are sliced to the width; what the policy
   * stage computes beyond inference, and masked passes beyond sliced ones, is not in it.
   *
   * @return empty if the network chooses no widths
   */
  public static Optional<WidthCosts> measure(ModelConfig model, int height, int width) {
    return model
        .fixedWidths()
        .map(fixed -> count(fixed, model.chosenWidths().orElseThrow(), height, width));
  }

  private static WidthCosts count(FixedWidths fixed, ChannelWidths widths, int height, int width) {
    int frames = fixed.whole().framesPerClip();
    NetworkComplexity whole = NetworkComplexity.measure(fixed.whole(), height, width);
    List<NetworkComplexity> alone =
        fixed.alone().stream()
            .map(narrowed -> NetworkComplexity.measure(narrowed, height, width))
            .toList();
    return new WidthCosts(
        widths,
        frames,
        whole.multiplyAccumulates() - slimmable(whole, fixed),
        alone.stream().map(each -> slimmable(each, fixed) / frames).toList(),
        alone.get(widths.full()).multiplyAccumulates());
  }

  private static long slimmable(NetworkComplexity complexity, FixedWidths fixed) {
    return complexity.layers().stream()
        .filter(layer -> layer.name().startsWith(fixed.slimmable()))
        .mapToLong(ModuleComplexity::multiplyAccumulates)
        .sum();
  }

  /**
   * The cost of clips.
   *
   * @param clips how many
   * @param frames how many of their frames ran at each width, by its position
   */
  public long of(long clips, List<Long> frames) {
    return clips * composition
        + IntStream.range(0, slimmable.size())
            .mapToLong(width -> frames.get(width) * slimmable.get(width))
            .sum();
  }
}
