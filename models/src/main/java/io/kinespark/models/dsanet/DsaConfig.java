package io.kinespark.models.dsanet;

import io.kinespark.models.Require;
import java.io.Serializable;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Dynamic segment aggregation (DSANet, arXiv 2105.12085; whwu95/DSANet {@code
 * modules_maker/DSA.py}) and the blocks that have it.
 *
 * @param blocks for each stage, for each of its blocks, whether it is wrapped; empty for a network
 *     without aggregation
 * @param place in a block
 * @param alpha width of the hidden layer in multiples of the number of snippets
 * @param kernelSize K, taps of the generated kernel along the snippets; odd, so that (K - 1) / 2
 *     snippets of zeros on each side keep their number
 * @param ratio share r of the channels that is aggregated; the others pass
 * @param identity whether the aggregated channels are added to their input rather than replace it;
 *     {@link DsaPlace#BOTTOM} always adds
 */
public record DsaConfig(
    List<List<Boolean>> blocks,
    DsaPlace place,
    int alpha,
    int kernelSize,
    double ratio,
    boolean identity)
    implements Serializable {
  /** Copies the lists and checks the ranges. */
  public DsaConfig {
    blocks = blocks.stream().map(List::copyOf).toList();
    Require.atLeast(alpha, 1, "dsa.alpha");
    Require.that(
        kernelSize >= 1 && kernelSize % 2 == 1,
        "dsa.kernel-size is %d; it must be odd, to keep the number of snippets"
            .formatted(kernelSize));
    Require.that(
        ratio > 0 && ratio <= 1,
        "dsa.ratio is %s; it must be above 0 and at most 1".formatted(Double.toString(ratio)));
  }

  /**
   * The published module: after the first convolution, alpha 2, K 3, an eighth of the channels.
   *
   * @param blocks for each stage, for each of its blocks, whether it is wrapped
   */
  public static DsaConfig published(List<List<Boolean>> blocks) {
    return new DsaConfig(blocks, DsaPlace.RES_2, 2, 3, 1.0 / 8, false);
  }

  /** No aggregation. */
  public static DsaConfig none() {
    return published(List.of());
  }

  /** The released choice of blocks: every second block of the second and third stage. */
  public static List<List<Boolean>> alternateBlocks(List<Integer> stageBlocks) {
    return IntStream.range(0, stageBlocks.size())
        .mapToObj(stage -> alternate(stageBlocks.get(stage), stage == 1 || stage == 2))
        .toList();
  }

  private static List<Boolean> alternate(int blocks, boolean wrapped) {
    return wrapped
        ? IntStream.range(0, blocks).mapToObj(block -> block % 2 == 1).toList()
        : Collections.nCopies(blocks, false);
  }

  /** Whether any block is wrapped. */
  public boolean enabled() {
    return blocks.stream().anyMatch(stage -> stage.contains(true));
  }

  /** Whether that block is wrapped, both numbers from 0. */
  public boolean wraps(int stage, int block) {
    return stage < blocks.size() && blocks.get(stage).get(block);
  }

  /** How many of {@code channels} channels are aggregated: {@code int(channels * r)}. */
  public int aggregated(int channels) {
    return (int) (channels * ratio);
  }

  /** Whether the aggregated channels are added to their input. */
  public boolean adds() {
    return identity || place == DsaPlace.BOTTOM;
  }
}
