package io.kinespark.spark.run;

import io.kinespark.models.NetworkSpec;
import io.kinespark.models.checkpoint.HostTensor;
import io.kinespark.models.checkpoint.Safetensors;
import io.kinespark.models.checkpoint.StateDict;
import io.kinespark.models.training.LoadPolicy;
import io.kinespark.models.training.ParameterInfo;
import io.kinespark.models.training.TrainableNetwork;
import io.kinespark.spark.checkpoint.Checkpoint;
import io.kinespark.spark.checkpoint.CheckpointCorruptException;
import io.kinespark.spark.checkpoint.CheckpointFile;
import io.kinespark.spark.checkpoint.CheckpointInfo;
import io.kinespark.spark.checkpoint.CheckpointStore;
import io.kinespark.spark.engine.ReplicaBuffers;
import io.kinespark.spark.engine.TrainingState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A run's state as checkpoints: {@code model.safetensors} under the original state-dict names,
 * which evaluation and PyTorch users read; {@code optimizer.safetensors} with each parameter's
 * velocity; {@code config.json} and {@code labels.txt} to know what the run was.
 */
public final class RunCheckpoints {

  /** The network's state dict. */
  public static final String MODEL = "model.safetensors";

  /** The optimizer's velocity, under the parameters' names. */
  public static final String OPTIMIZER = "optimizer.safetensors";

  /**
   * The running average of the network, where training keeps one: a whole state dict under the
   * original names, which evaluation and PyTorch users read.
   */
  public static final String AVERAGE = "average.safetensors";

  /** The run's resolved configuration. */
  public static final String CONFIG = "config.json";

  /** The class names, one a line in the order of the labels. */
  public static final String LABELS = "labels.txt";

  private final CheckpointStore store;
  private final NetworkSpec spec;
  private final String config;
  private final String labels;

  /**
   * Checkpoints of one run.
   *
   * @param store where they are
   * @param spec the network
   * @param config the resolved configuration, as text
   * @param labels class names, one a line
   */
  public RunCheckpoints(CheckpointStore store, NetworkSpec spec, String config, String labels) {
    this.store = store;
    this.spec = spec;
    this.config = config;
    this.labels = labels;
  }

  /**
   * Commits a state. One file's tensors are in memory at a time, beside the state itself.
   *
   * @param info where in the run it was taken
   */
  public Checkpoint save(TrainingState state, CheckpointInfo info) throws IOException {
    try (TrainableNetwork network = network(state)) {
      Map<String, CheckpointFile> files = new LinkedHashMap<>();
      files.put(MODEL, out -> Safetensors.write(network.stateDict(), out));
      if (state.average().isPresent()) {
        files.put(
            AVERAGE, out -> Safetensors.write(network.averagedStateDict().orElseThrow(), out));
      }
      files.put(CONFIG, out -> out.write(config.getBytes(StandardCharsets.UTF_8)));
      files.put(LABELS, out -> out.write(labels.getBytes(StandardCharsets.UTF_8)));
      state
          .momentum()
          .ifPresent(
              velocity ->
                  files.put(
                      OPTIMIZER, out -> Safetensors.write(velocityOf(network, velocity), out)));
      return store.commit(info, files);
    }
  }

  /** A state as the network's state dict, under the original names. */
  public StateDict stateDict(TrainingState state) {
    try (TrainableNetwork network = network(state)) {
      return network.stateDict();
    }
  }

  private TrainableNetwork network(TrainingState state) {
    TrainableNetwork network = TrainableNetwork.create(spec);
    network.loadParameters(state.parameters(), 0);
    network.loadBuffers(state.buffers().statistics());
    network.loadCounters(state.buffers().counters());
    state.average().ifPresent(network::loadAverage);
    return network;
  }

  /**
   * Reads the state a checkpoint holds.
   *
   * @throws io.kinespark.models.training.CheckpointMismatchException when it is of another network
   */
  public TrainingState load(Checkpoint checkpoint) throws IOException {
    StateDict model = tensors(checkpoint, MODEL);
    try (TrainableNetwork network = TrainableNetwork.create(spec)) {
      network.loadStateDict(model, LoadPolicy.strict());
      Optional<float[]> velocity =
          checkpoint.has(OPTIMIZER)
              ? Optional.of(velocity(network, tensors(checkpoint, OPTIMIZER), checkpoint))
              : Optional.empty();
      if (checkpoint.has(AVERAGE)) {
        network.loadAveragedStateDict(tensors(checkpoint, AVERAGE));
      }
      return stateOf(network, checkpoint.info().iterations(), velocity);
    }
  }

  /** The state of a network that {@code iterations} steps have brought to where it is. */
  public static TrainingState stateOf(
      TrainableNetwork network, int iterations, Optional<float[]> velocity) {
    var parameters = new float[network.parameterCount()];
    network.storeParameters(parameters, 0);
    return new TrainingState(
        iterations,
        parameters,
        velocity,
        new ReplicaBuffers(network.storeBuffers(), network.storeCounters()),
        network.storeAverage());
  }

  private static StateDict tensors(Checkpoint checkpoint, String name) throws IOException {
    return Safetensors.read(checkpoint.read(name), checkpoint.folder() + "/" + name);
  }

  private static StateDict velocityOf(TrainableNetwork network, float[] velocity) {
    Map<String, HostTensor> tensors = new LinkedHashMap<>();
    for (ParameterInfo p : network.parameters()) {
      float[] values = Arrays.copyOfRange(velocity, p.offset(), p.offset() + p.length());
      tensors.put(p.name(), HostTensor.ofFloats(values, shape(p)));
    }
    return StateDict.of(tensors);
  }

  private static long[] shape(ParameterInfo parameter) {
    return parameter.shape().stream().mapToLong(Long::longValue).toArray();
  }

  private static float[] velocity(TrainableNetwork network, StateDict stored, Checkpoint checkpoint)
      throws IOException {
    var velocity = new float[network.parameterCount()];
    for (ParameterInfo p : network.parameters()) {
      Optional<HostTensor> tensor = stored.find(p.name());
      if (tensor.isEmpty() || !Arrays.equals(tensor.get().shape(), shape(p))) {
        throw new CheckpointCorruptException(
            checkpoint.folder() + "/" + OPTIMIZER + " has no velocity for " + p);
      }
      System.arraycopy(tensor.get().toFloats(), 0, velocity, p.offset(), p.length());
    }
    return velocity;
  }
}
