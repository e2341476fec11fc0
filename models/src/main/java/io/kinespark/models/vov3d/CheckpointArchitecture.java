package io.kinespark.models.vov3d;

import io.kinespark.models.checkpoint.HostTensor;
import io.kinespark.models.checkpoint.StateDict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which VoV3D a checkpoint is of, read off its names and shapes. The repository changed what
 * VoV3D-M means on 20 April 2021, and nothing but the entries tells the two apart.
 *
 * @param stageBlocks blocks of each stage
 * @param convsPerTosa D(2+1)D modules of one T-OSA
 * @param innerChannels inner width of the first stage
 */
public record CheckpointArchitecture(
    List<Integer> stageBlocks, int convsPerTosa, int innerChannels) {
  private static final String CONVOLUTION = "s%d.pathway0_res%d.branch2.layers.%d.a.0.weight";
  private static final int FIRST_STAGE = 2;

  /** Copies the list. */
  public CheckpointArchitecture {
    stageBlocks = List.copyOf(stageBlocks);
  }

  /** The architecture of those entries, if they are of a VoV3D. */
  public static Optional<CheckpointArchitecture> of(StateDict state) {
    Optional<HostTensor> first = state.find(CONVOLUTION.formatted(FIRST_STAGE, 0, 0));
    if (first.isEmpty()) {
      return Optional.empty();
    }
    List<Integer> blocks = new ArrayList<>();
    for (int stage = FIRST_STAGE; has(state, stage, 0, 0); stage++) {
      int count = 1;
      while (has(state, stage, count, 0)) {
        count++;
      }
      blocks.add(count);
    }
    int convolutions = 1;
    while (has(state, FIRST_STAGE, 0, convolutions)) {
      convolutions++;
    }
    return Optional.of(
        new CheckpointArchitecture(blocks, convolutions, Math.toIntExact(first.get().shape()[0])));
  }

  private static boolean has(StateDict state, int stage, int block, int convolution) {
    return state.find(CONVOLUTION.formatted(stage, block, convolution)).isPresent();
  }

  /** The same facts of a configuration. */
  public static CheckpointArchitecture of(Vov3dConfig config) {
    return new CheckpointArchitecture(
        config.stageBlocks(), config.convsPerTosa(), config.stages().get(0).inner());
  }

  @Override
  public String toString() {
    return "stage-blocks %s, convs-per-tosa %d, inner-channels %d%s"
        .formatted(stageBlocks, convsPerTosa, innerChannels, name());
  }

  private String name() {
    if (equals(of(Vov3dConfig.medium(1, 1)))) {
      return " (VoV3D-M since April 2021)";
    }
    if (equals(of(Vov3dConfig.firstMedium(1, 1)))) {
      return " (VoV3D-M of December 2020)";
    }
    return equals(of(Vov3dConfig.large(1, 1))) ? " (VoV3D-L)" : "";
  }
}
