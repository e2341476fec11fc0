package io.kinespark.models.training;

import io.kinespark.models.NetworkSpec;
import io.kinespark.models.resnet.ResNetConfig;
import io.kinespark.models.tanet.HeadConfig;
import io.kinespark.models.tanet.TanetConfig;
import java.util.List;
import java.util.Random;

/** Tiny networks and batches for tests. */
public final class Networks {
  static final int CLASSES = 5;
  static final int SEGMENTS = 4;
  static final int SIZE = 32;

  private Networks() {}

  /** Two stages of one block, eight channels wide. */
  public static TanetConfig tiny() {
    return TanetConfig.of(50, CLASSES, SEGMENTS)
        .withBackbone(ResNetConfig.ofBlocks(List.of(1, 1)).withBaseWidth(8))
        .withHead(HeadConfig.tsm().withDropout(0));
  }

  static NetworkSpec spec() {
    return NetworkSpec.of(tiny());
  }

  static ClipBatch batch(int clips, int views, long seed) {
    byte[] frames = new byte[clips * views * SEGMENTS * SIZE * SIZE * 3];
    Random random = new Random(seed);
    random.nextBytes(frames);
    int[] labels = random.ints(clips, 0, CLASSES).toArray();
    return new ClipBatch(frames, clips, views * SEGMENTS, SIZE, SIZE, ClassTargets.indices(labels));
  }

  static float[] parameters(TrainableNetwork network) {
    float[] values = new float[network.parameterCount()];
    network.storeParameters(values, 0);
    return values;
  }

  static float[] gradients(TrainableNetwork network) {
    float[] values = new float[network.parameterCount()];
    network.storeGradients(values, 0);
    return values;
  }
}
