package io.kinespark.models.nn;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinespark.models.Precision;
import io.kinespark.models.checkpoint.HostTensor;
import io.kinespark.models.checkpoint.StateDict;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MovingAverageTest {
  private final TensorSpace space = new TensorSpace(Precision.FLOAT32, "cpu");

  private static void set(NetworkModule module, float scale, long count) {
    for (Named<StateEntry> named : module.state()) {
      StateEntry entry = named.entry();
      ModuleState.assign(
          entry,
          entry instanceof Counter
              ? HostTensor.ofLongs(new long[] {count})
              : HostTensor.ofFloats(new float[] {scale, 2 * scale}, 2));
    }
  }

  private static float[] weight(StateDict state) {
    return state.get("weight").toFloats();
  }

  @Test
  void parametersBuffersAndCountersFollowTheNetwork() {
    try (BatchNorm network = BatchNorm.ofMaps(space, 2);
        MovingAverage average = average(network)) {
      set(network, 1, 8);
      average.begin();
      set(network, 3, 13);
      average.update();
      average.begin();

      StateDict state = part(average);
      assertThat(average.hasBegun()).isTrue();
      assertThat(weight(state)).containsExactly(2, 4);
      assertThat(state.get("running_var").toFloats()).containsExactly(2, 4);
      assertThat(state.get("num_batches_tracked").toLongs()).containsExactly(10);

      try (MovingAverage resumed = average(network)) {
        resumed.load(ModuleState.copy(average));
        resumed.begin();
        assertThat(weight(part(resumed))).containsExactly(2, 4);
      }
    }
  }

  private MovingAverage average(BatchNorm network) {
    NetworkModule holder = new Holder(network);
    return new MovingAverage(holder, Map.of("norm", BatchNorm.ofMaps(space, 2)), 0.5);
  }

  private static StateDict part(MovingAverage average) {
    return ModuleState.copy(average.children().get(0));
  }

  private static final class Holder extends NetworkModule {
    Holder(BatchNorm norm) {
      child("norm", norm);
    }
  }
}
