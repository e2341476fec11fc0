package io.kinespark.models.training;

import io.kinespark.models.ModelConfig;
import io.kinespark.models.NetworkSpec;
import io.kinespark.models.checkpoint.HostTensor;
import io.kinespark.models.checkpoint.StateDict;
import io.kinespark.models.family.FamilyNetwork;
import io.kinespark.models.family.LearningNetwork;
import io.kinespark.models.family.ModelFamilies;
import io.kinespark.models.nn.BatchNorm;
import io.kinespark.models.nn.ClipClassifier;
import io.kinespark.models.nn.ForwardObserver;
import io.kinespark.models.nn.ForwardPass;
import io.kinespark.models.nn.HostTransfer;
import io.kinespark.models.nn.ModuleState;
import io.kinespark.models.nn.MovingAverage;
import io.kinespark.models.nn.Named;
import io.kinespark.models.nn.NativeWork;
import io.kinespark.models.nn.Parameter;
import io.kinespark.models.nn.ParameterGroup;
import io.kinespark.models.nn.StateEntry;
import io.kinespark.models.nn.TensorSpace;
import io.kinespark.models.nn.TrainingObjective;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * One replica of a network and the owner of all its native memory, until it is closed.
 *
 * <p>One thread at a time may use it, not always the same; any may close it, even while another
 * computes. Every call frees the native memory that it took beyond the parameters, buffers and
 * gradients.
 */
public final class TrainableNetwork implements AutoCloseable {
  private final NetworkSpec spec;
  private final TrainingObjective objective;
  private final TensorSpace space;
  private final FamilyNetwork<?> family;
  private final ClipClassifier network;
  private final NetworkInput input;
  private final SampleChecks checks;
  private final FlatParameters parameters;
  private final FlatBuffers buffers;
  private final Optional<FlatBuffers> average;
  private final StateLoader state;
  private final UseCount uses = new UseCount("this network", this::free);

  private TrainableNetwork(
      NetworkSpec spec, FamilyNetwork<?> family, TensorSpace space, LearningNetwork built) {
    this.spec = spec;
    this.space = space;
    this.family = family;
    this.network = built.network();
    this.objective = built.objective().get();
    this.input = new NetworkInput(space, spec.normalization());
    this.checks = new SampleChecks(spec.model());
    List<Named<Parameter>> named = network.state(Parameter.class);
    this.parameters = new FlatParameters(space, named, family.parameterGroups().of(named));
    this.buffers = FlatBuffers.ofBuffers(network);
    this.average = objective.companion().map(FlatBuffers::ofAll);
    this.state = new StateLoader(network.state());
  }

  /**
   * A new network with the initial weights that follow from {@code spec.seed()}.
   *
   * @throws IllegalArgumentException if this machine does not have the device
   */
  public static TrainableNetwork create(NetworkSpec spec) {
    return NativeWork.plain(() -> build(spec));
  }

  private static TrainableNetwork build(NetworkSpec spec) {
    FamilyNetwork<?> family = ModelFamilies.of(spec.model());
    TensorSpace space = new TensorSpace(spec.precision(), spec.device());
    LearningNetwork built = family.build(space);
    try {
      TrainableNetwork trainable = new TrainableNetwork(spec, family, space, built);
      trainable.parameters.initialise(spec.seed());
      return trainable;
    } catch (RuntimeException e) {
      built.network().close();
      throw e;
    }
  }

  /** The modules of a network alone, all parameters zero; the caller closes them. */
  public static ClipClassifier modules(ModelConfig model, TensorSpace space) {
    return ModelFamilies.of(model).build(space).network();
  }

  /**
   * The groups of a network's parameters in the order of the original's optimizer, those that the
   * network has no parameters for included.
   */
  public static List<ParameterGroup> parameterGroups(ModelConfig model) {
    return ModelFamilies.of(model).parameterGroups().all();
  }

  /**
   * Sets how many threads the native library uses inside one operation, for the calling thread and
   * for threads that have not used it yet. A thread that has keeps its own number, and results
   * depend on it in the last bits; a caller whose work moves between threads says it again before
   * each piece.
   *
   * @param threads at least 1
   */
  public static void setThreads(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("%d threads; at least 1 is needed".formatted(threads));
    }
    if (torch.get_num_threads() != threads) {
      torch.set_num_threads(threads);
    }
  }

  /** What this network was built from. */
  public NetworkSpec spec() {
    return spec;
  }

  /** The parameters in the order of the state dict, which is their order in the flat vector. */
  public List<ParameterInfo> parameters() {
    return parameters.infos();
  }

  /** The length of the flat vector of parameters. */
  public int parameterCount() {
    return parameters.count();
  }

  /** Replaces all parameters by {@code source} from {@code offset} on. */
  public void loadParameters(float[] source, int offset) {
    uses.during(() -> parameters.load(source, offset));
  }

  /** Copies all parameters to {@code target} from {@code offset} on. */
  public void storeParameters(float[] target, int offset) {
    uses.during(() -> parameters.store(target, offset));
  }

  /**
   * Copies the last step's gradients to {@code target} from {@code offset} on; zeros where there is
   * no gradient.
   */
  public void storeGradients(float[] target, int offset) {
    uses.during(() -> parameters.storeGradients(target, offset));
  }

  /**
   * Says that an optimizer changed the parameters since the last step; what averages or follows
   * them moves on.
   */
  public void parametersUpdated() {
    uses.during(() -> NativeWork.plain(objective::afterUpdate));
  }

  /** The live parameter at that position of {@link #parameters()}. */
  public Parameter parameter(int index) {
    return parameters.parameter(index);
  }

  /**
   * The last step's gradient of one parameter in the network's precision.
   *
   * @param index position in {@link #parameters()}
   * @return empty if the parameter got none
   */
  public Optional<HostTensor> gradient(int index) {
    return uses.during(
        () ->
            NativeWork.plain(
                () -> {
                  Tensor gradient = parameters.parameter(index).tensor().grad();
                  return gradient.defined()
                      ? Optional.of(HostTransfer.toHost(gradient))
                      : Optional.empty();
                }));
  }

  /**
   * Forward in training mode, mean cross-entropy, backward. Gradients are replaced, running
   * statistics move, parameters stay.
   *
   * @param batch labelled; every sample is one clip
   * @param stepSeed decides the dropout masks; a function of the step and the replica
   * @throws IllegalArgumentException if the batch does not fit the network
   * @throws NetworkExecutionException if the native library fails, for example for lack of memory
   */
  public StepResult trainStep(ClipBatch batch, long stepSeed) {
    checks.requireTrainable(batch.clips(), batch.framesPerClip(), batch.targets());
    return guarded(
        "training step on " + batch,
        () ->
            NativeWork.recording(
                () ->
                    trainStep(
                            input.of(batch),
                            batch.framesPerClip(),
                            batch.targets(),
                            ForwardPass.training(stepSeed))
                        .result()));
  }

  /**
   * The same step on frames that are normalised already.
   *
   * @param clips {@code [N, T, 3, H, W]}
   * @param targets of every clip
   */
  public TrainingTrace trainStep(HostTensor clips, ClassTargets targets, long stepSeed) {
    return trainStep(clips, targets, ForwardPass.training(stepSeed));
  }

  /** The same step with the random choices of {@code pass}, seen by its observer. */
  public TrainingTrace trainStep(HostTensor clips, ClassTargets targets, ForwardPass pass) {
    int framesPerClip = SampleChecks.framesPerSample(clips);
    checks.requireTrainable(Math.toIntExact(clips.shape()[0]), framesPerClip, targets);
    return guarded(
        "training step on " + clips,
        () -> NativeWork.recording(() -> trainStep(input.of(clips), framesPerClip, targets, pass)));
  }

  private TrainingTrace trainStep(
      Tensor frames, int framesPerClip, ClassTargets targets, ForwardPass pass) {
    network.train(true);
    parameters.clearGradients();
    TrainingObjective.Outcome outcome =
        objective.backward(
            frames, framesPerClip, targets.tensor(space, spec.model().numClasses()), pass);
    double[] scores = HostTransfer.toDoubles(outcome.logits());
    StepResult result =
        new StepResult(
            HostTransfer.toDoubles(outcome.loss())[0],
            TopK.hits(scores, targets, 1),
            TopK.hits(scores, targets, 5),
            targets.clips());
    return new TrainingTrace(result, HostTransfer.toHost(outcome.logits()));
  }

  /** Forward in training mode without gradients; running statistics move. */
  void observeStatistics(ClipBatch batch, long stepSeed) {
    observeStatistics(
        "statistics of " + batch, batch.framesPerClip(), stepSeed, () -> input.of(batch));
  }

  /** The same on frames that are normalised already, {@code [N, T, 3, H, W]}. */
  void observeStatistics(HostTensor clips, long stepSeed) {
    observeStatistics(
        "statistics of " + clips,
        SampleChecks.framesPerSample(clips),
        stepSeed,
        () -> input.of(clips));
  }

  private void observeStatistics(
      String what, int framesPerClip, long stepSeed, Supplier<Tensor> frames) {
    checks.requireWholeClips(framesPerClip);
    guarded(
        what,
        () ->
            NativeWork.plain(
                () -> {
                  network.train(true);
                  network.forward(frames.get(), framesPerClip, ForwardPass.training(stepSeed));
                  return network;
                }));
  }

  /** Every batch norm of the network. */
  List<BatchNorm> norms() {
    return network.modules().stream()
        .filter(BatchNorm.class::isInstance)
        .map(BatchNorm.class::cast)
        .toList();
  }

  /**
   * The scores of every view, in evaluation mode.
   *
   * @param batch M = views * T frames per sample; targets are not used
   * @throws IllegalArgumentException if the batch does not fit the network
   * @throws NetworkExecutionException if the native library fails, for example for lack of memory
   */
  public ViewScores predict(ClipBatch batch) {
    checks.requireWholeClips(batch.framesPerClip());
    return guarded(
        "prediction of " + batch,
        () ->
            NativeWork.plain(
                () -> {
                  ChosenWidths chosen = new ChosenWidths();
                  Tensor scores = predict(input.of(batch), batch.framesPerClip(), chosen);
                  float[] values = new float[Math.toIntExact(scores.numel())];
                  HostTransfer.toFloats(scores, values, 0);
                  int classes = Math.toIntExact(scores.size(1));
                  return new ViewScores(
                      values,
                      batch.clips(),
                      values.length / classes / batch.clips(),
                      classes,
                      spec.model().evaluationOutput(),
                      chosen.widths());
                }));
  }

  /**
   * The scores of frames that are normalised already, in evaluation mode: logits, or probabilities
   * where {@link ModelConfig#evaluationOutput()} says so.
   *
   * @param samples {@code [N, M, 3, H, W]}
   * @return {@code [N*views, classes]} in the network's precision
   */
  public HostTensor predict(HostTensor samples) {
    return predict(samples, ForwardObserver.NONE);
  }

  /** The same prediction seen by {@code observer}. */
  public HostTensor predict(HostTensor samples, ForwardObserver observer) {
    int framesPerSample = SampleChecks.framesPerSample(samples);
    checks.requireWholeClips(framesPerSample);
    return guarded(
        "prediction of " + samples,
        () ->
            NativeWork.plain(
                () -> HostTransfer.toHost(predict(input.of(samples), framesPerSample, observer))));
  }

  private Tensor predict(Tensor frames, int framesPerSample, ForwardObserver observer) {
    network.train(false);
    return network.forward(frames, framesPerSample, ForwardPass.evaluation().observedBy(observer));
  }

  /** The floating-point buffers (running statistics) in the order of {@link #storeBuffers()}. */
  public List<BufferInfo> buffers() {
    return buffers.infos();
  }

  /** All floating-point buffers as one vector. */
  public float[] storeBuffers() {
    return uses.during(buffers::store);
  }

  /** Replaces all floating-point buffers. */
  public void loadBuffers(float[] values) {
    uses.during(() -> buffers.load(values));
  }

  /**
   * The names of the integer buffers ({@code num_batches_tracked}) in the order of {@link
   * #storeCounters()}.
   */
  public List<String> counterNames() {
    return buffers.counterNames();
  }

  /** All integer buffers. */
  public long[] storeCounters() {
    return uses.during(buffers::storeCounters);
  }

  /** Replaces all integer buffers. */
  public void loadCounters(long[] values) {
    uses.during(() -> buffers.loadCounters(values));
  }

  private Optional<MovingAverage> begunAverage() {
    return objective.companion().filter(MovingAverage::hasBegun);
  }

  /**
   * Replaces the running average by the parts of {@code averaged}, a whole state dict, that are
   * averaged.
   *
   * @throws IllegalArgumentException if this network's training keeps none, or an entry is missing
   */
  public void loadAveragedStateDict(StateDict averaged) {
    uses.during(
        () ->
            objective
                .companion()
                .orElseThrow(
                    () -> new IllegalArgumentException("this network's training keeps no average"))
                .load(averaged));
  }

  /** The shape of every parameter and buffer by its name in the original checkpoints, in order. */
  public Map<String, long[]> stateShapes() {
    return uses.during(
        () -> {
          Map<String, long[]> shapes = new LinkedHashMap<>();
          for (Named<StateEntry> named : network.state()) {
            shapes.put(named.name(), named.entry().shape());
          }
          return shapes;
        });
  }

  /** The running average that this network's training keeps, if it keeps one that has begun. */
  public Optional<AverageState> storeAverage() {
    return uses.during(
        () ->
            begunAverage()
                .flatMap(companion -> average)
                .map(flat -> new AverageState(flat.store(), flat.storeCounters())));
  }

  /**
   * Replaces the running average.
   *
   * @throws IllegalArgumentException if this network's training keeps none, or one of another size
   */
  public void loadAverage(AverageState state) {
    FlatBuffers flat =
        average.orElseThrow(
            () -> new IllegalArgumentException("this network's training keeps no average"));
    uses.during(
        () -> {
          flat.load(state.values());
          flat.loadCounters(state.counters());
        });
  }

  /**
   * A copy of the state dict with the running average in place of the parts that are averaged;
   * empty if there is none, or it has not begun.
   */
  public Optional<StateDict> averagedStateDict() {
    return uses.during(
        () ->
            begunAverage()
                .map(
                    companion -> {
                      Map<String, HostTensor> tensors = new LinkedHashMap<>(stateDict().tensors());
                      ModuleState.copy(companion).tensors().forEach(tensors::replace);
                      return StateDict.of(tensors);
                    }));
  }

  /** A copy of every parameter and buffer under its name in the original checkpoints. */
  public StateDict stateDict() {
    return uses.during(() -> ModuleState.copy(network));
  }

  /**
   * Loads a checkpoint's entries. A leading {@code module.} is stripped and {@code
   * data_preprocessor.*} ignored.
   *
   * @return what matched and what the policy let pass
   * @throws CheckpointMismatchException if anything differs that the policy does not allow; nothing
   *     is loaded then
   */
  public LoadReport loadStateDict(StateDict checkpoint, LoadPolicy policy) {
    try {
      return uses.during(() -> state.load(checkpoint, policy));
    } catch (CheckpointMismatchException e) {
      throw OtherArchitecture.of(checkpoint, family, stateShapes().keySet())
          .map(e::explainedBy)
          .orElse(e);
    }
  }

  private <T> T guarded(String what, Supplier<T> computation) {
    try {
      return uses.during(computation);
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new NetworkExecutionException(what + " on " + spec.device(), e);
    }
  }

  /**
   * Frees all native memory of this replica: now, or else when the calls that other threads are in
   * have ended. Closing twice does nothing more.
   */
  @Override
  public void close() {
    uses.close();
  }

  private void free() {
    objective.close();
    network.close();
    parameters.close();
  }
}
