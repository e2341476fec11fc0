package io.kinespark.models.training;

import io.kinespark.models.ModelConfig;
import io.kinespark.models.TanetConfig;
import io.kinespark.models.nn.ClipClassifier;
import io.kinespark.models.nn.Named;
import io.kinespark.models.nn.Parameter;
import io.kinespark.models.nn.TensorSpace;
import io.kinespark.models.tanet.Tanet;
import java.util.List;

/** Builds what a family's configuration describes. */
final class NetworkFactory {
  private NetworkFactory() {}

  static ClipClassifier build(ModelConfig config, TensorSpace space) {
    if (config instanceof TanetConfig tanet) {
      return new Tanet(space, tanet);
    }
    throw unknown(config);
  }

  static List<ParameterGroup> groups(ModelConfig config, List<Named<Parameter>> parameters) {
    if (config instanceof TanetConfig tanet) {
      return new TsmParameterGroups(tanet.fcLr5()).of(parameters);
    }
    throw unknown(config);
  }

  static double labelSmoothing(ModelConfig config) {
    if (config instanceof TanetConfig tanet) {
      return tanet.head().labelSmoothing();
    }
    throw unknown(config);
  }

  private static IllegalStateException unknown(ModelConfig config) {
    return new IllegalStateException("no network is built for " + config.getClass().getName());
  }
}
