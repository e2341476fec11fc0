package io.kinespark.spark.train;

import io.kinespark.models.complexity.WidthCosts;
import io.kinespark.models.training.StepResult;
import io.kinespark.models.training.TrainableNetwork;
import io.kinespark.preprocessing.manifest.VideoRecord;
import io.kinespark.preprocessing.storage.Locations;
import io.kinespark.preprocessing.video.FrameSize;
import io.kinespark.spark.checkpoint.Checkpoint;
import io.kinespark.spark.checkpoint.CheckpointInfo;
import io.kinespark.spark.checkpoint.CheckpointStore;
import io.kinespark.spark.checkpoint.Digests;
import io.kinespark.spark.checkpoint.RunIdentity;
import io.kinespark.spark.cluster.ClusterShape;
import io.kinespark.spark.cluster.ExecutorWait;
import io.kinespark.spark.cluster.ExecutorWatch;
import io.kinespark.spark.cluster.SparkApplication;
import io.kinespark.spark.config.TrainSettings;
import io.kinespark.spark.data.EpochOrder;
import io.kinespark.spark.data.ManifestBatches;
import io.kinespark.spark.engine.BatchSource;
import io.kinespark.spark.engine.DataParallelEngine;
import io.kinespark.spark.engine.EngineProvider;
import io.kinespark.spark.engine.EngineSettings;
import io.kinespark.spark.engine.EpochPlan;
import io.kinespark.spark.engine.Handover;
import io.kinespark.spark.engine.IterationIndex;
import io.kinespark.spark.engine.TrainingBatch;
import io.kinespark.spark.engine.TrainingPlan;
import io.kinespark.spark.engine.TrainingState;
import io.kinespark.spark.evaluate.ScoringPlan;
import io.kinespark.spark.evaluate.VideoScorer;
import io.kinespark.spark.job.ExitCode;
import io.kinespark.spark.job.JobContext;
import io.kinespark.spark.lock.OutputLock;
import io.kinespark.spark.manifest.Manifest;
import io.kinespark.spark.manifest.Manifests;
import io.kinespark.spark.progress.JsonLinesLog;
import io.kinespark.spark.progress.OptionalParts;
import io.kinespark.spark.progress.RunLength;
import io.kinespark.spark.progress.TensorBoardFile;
import io.kinespark.spark.progress.TrainingProgress;
import io.kinespark.spark.run.RunCheckpoints;
import io.kinespark.spark.run.RunFolder;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.util.SerializableConfiguration;

/** One run of the train job: its data, its place on disk and its loop. */
final class TrainRun {

  private static final int SAMPLES_NAMED = 8;

  private final SparkApplication application;
  private final EngineProvider engine;
  private final TrainRequest request;
  private final JobContext context;
  private final Configuration hadoop;
  private final Path output;
  private final FileSystem files;
  private final Manifest manifest;
  private final List<VideoRecord> records;
  private final ManifestBatches batches;
  private final TrainingPlan plan;
  private final RunHistory history;
  private final RunCheckpoints checkpoints;
  private final String config;

  private TrainRun(
      SparkApplication application,
      EngineProvider engine,
      TrainRequest request,
      JobContext context,
      Manifest manifest,
      FileSystem files) {
    this.application = application;
    this.engine = engine;
    this.request = request;
    this.context = context;
    this.manifest = manifest;
    this.files = files;
    this.records = manifest.ready();
    this.hadoop = application.context().hadoopConfiguration();
    TrainSettings train = request.train();
    this.output = Locations.path(train.output());
    int replicas = replicas();
    this.batches =
        new ManifestBatches(
            records,
            train.targets(),
            new EpochPlan(records.size(), replicas, train.batchSize()),
            train.epochs(),
            request.training().sampler(),
            request.training().transform(),
            request.decode(),
            request.loader(),
            train.seed(),
            new SerializableConfiguration(hadoop));
    this.plan =
        new TrainingPlan(
            request.model().network(),
            threads(replicas),
            batches,
            request.sgd(train.batchSize() * replicas),
            train.epochs(),
            train.compress(),
            train.statistics());
    this.config = context.settings().toText();
    this.history = new RunHistory(files, output, hadoop);
    this.checkpoints = checkpoints(history.store());
  }

  /**
   * A run whose manifest was read and whose executors are there.
   *
   * @param engine starts on the application
   * @throws IllegalArgumentException if manifest, network and settings do not fit each other
   */
  static TrainRun prepare(
      SparkApplication application, EngineProvider engine, TrainRequest request, JobContext context)
      throws IOException {
    Manifest manifest =
        new Manifests(application.session()).read(Locations.path(request.data().trainManifest()));
    check(manifest, request);
    FileSystem files =
        Locations.fileSystem(
            Locations.path(request.train().output()), application.context().hadoopConfiguration());
    var run = new TrainRun(application, engine, request, context, manifest, files);
    application.awaitExecutors(
        run.batches.plan().replicas(), request.train().executorWait(), run::say);
    return run;
  }

  private RunCheckpoints checkpoints(CheckpointStore where) {
    return new RunCheckpoints(
        where,
        request.model().network(),
        config,
        String.join("\n", manifest.labelMap().names()) + "\n");
  }

  private static void check(Manifest manifest, TrainRequest request) {
    int classes = request.model().network().model().numClasses();
    if (manifest.labelMap().size() != classes) {
      throw new IllegalArgumentException(
          "the manifest "
              + request.data().trainManifest()
              + " has "
              + manifest.labelMap().size()
              + " classes, model.num-classes is "
              + classes);
    }
    MirroredClasses.require(manifest.labelMap(), request.training().transform().flip());
    int segments = request.model().network().model().framesPerClip();
    if (request.training().sampler().framesPerClip() != segments) {
      throw new IllegalArgumentException(
          "sampling.frames-per-clip is "
              + request.training().sampler().framesPerClip()
              + ", model.num-segments is "
              + segments);
    }
    if (manifest.ready().isEmpty()) {
      throw new IllegalArgumentException(
          "the manifest " + request.data().trainManifest() + " has no video that can be used");
    }
  }

  private int replicas() {
    int asked = request.train().replicas();
    ClusterShape shape = application.shape();
    int replicas = asked == 0 ? shape.executors() : asked;
    if (!shape.local() && replicas > shape.executors()) {
      throw new IllegalArgumentException(
          "train.replicas is "
              + replicas
              + ", the cluster gives "
              + shape.executors()
              + " executors; a replica needs one of its own");
    }
    return replicas;
  }

  private int threads(int replicas) {
    ClusterShape shape = application.shape();
    return shape.local()
        ? Math.max(1, shape.coresPerExecutor() / replicas)
        : shape.coresPerExecutor();
  }

  int run() throws IOException {
    try (OutputLock lock = OutputLock.acquire(files, output, "train.output")) {
      return run(lock);
    }
  }

  @SuppressWarnings("try") // the watch is there to be closed
  private int run(OutputLock lock) throws IOException {
    RunHistory.Beginning beginning = history.decide(request.train().resume());
    Handover start = Handover.of(state(beginning));
    history.begin(beginning);
    if (start.iterations() >= plan.iterations()) {
      context.out().println("Already trained to the end: " + summaryOfBest());
      return ExitCode.OK;
    }
    announce(start);
    RunChecks.requireTrainable(request, batches.plan());
    TrainSettings train = request.train();
    DataParallelEngine trainer =
        engine.create(application.context(), new EngineSettings(train.retry().fewerExecutors()));
    try (RunRecorder recorder =
            recorder(start, keeper(beginning.run(), lock), new FailureRule(trainer::classify));
        var watch =
            new ExecutorWatch(
                application.context(), train.executorWait(), application.shape().local())) {
      new TrainingSupervisor(trainer, homes(), request.retryPolicy(), () -> newest(lock))
          .run(plan, start, recorder);
      new OptionalParts(context.err()).attempt("summary", () -> summarise(recorder));
    }
    return ExitCode.OK;
  }

  private CheckpointKeeper keeper(RunIdentity run, OutputLock lock) {
    CheckpointStore store = history.store().of(run);
    TrainSettings.Checkpoint kept = request.train().checkpoint();
    return new CheckpointKeeper(checkpoints(store), store, lock, kept.keep(), kept.keepBest());
  }

  private ReplicaHomes homes() {
    if (application.shape().local()) {
      return ReplicaHomes.local();
    }
    TrainSettings train = request.train();
    var wait =
        new ExecutorWait(
            application.context(), batches.plan().replicas(), train.executorWait(), this::say);
    return ReplicaHomes.onExecutors(wait, train.retry().fewerExecutors(), this::say);
  }

  private void say(String line) {
    context.err().println(line);
    context.err().flush();
  }

  /** What a run that failed goes on from: its newest checkpoint, or what it began with. */
  private TrainingState newest(OutputLock lock) throws IOException {
    lock.check();
    RunHistory.Beginning again = history.decide(new TrainSettings.Resume.Newest());
    history.begin(again);
    return state(again);
  }

  private TrainingState state(RunHistory.Beginning beginning) throws IOException {
    if (beginning.checkpoint().isEmpty()) {
      return InitialWeights.of(
          request.model(), manifest.labelMap(), hadoop, Optional.of(context.err()));
    }
    checkResumable(beginning.checkpoint().get());
    return checkpoints.load(beginning.checkpoint().get());
  }

  private void checkResumable(Checkpoint checkpoint) {
    CheckpointInfo info = checkpoint.info();
    int perEpoch = batches.plan().iterations();
    if (info.iterations() != Math.multiplyExact(info.epochs(), perEpoch)) {
      throw new IllegalArgumentException(
          "the checkpoint "
              + checkpoint.folder()
              + " was taken after "
              + info.iterations()
              + " iterations in "
              + info.epochs()
              + " epochs; with these samples, replicas and batch size an epoch has "
              + perEpoch
              + ". Resume with the run's own, or start a new run from its weights"
              + " (model.initial-weights)");
    }
    if (!info.labelMapHash().equals(manifest.labelMap().sha256())) {
      throw new IllegalArgumentException(
          "the checkpoint "
              + checkpoint.folder()
              + " was trained with another label map than the manifest's");
    }
    if (!info.configHash().equals(Digests.sha256(config))) {
      context.err().println("note: the configuration differs from the checkpoint's");
    }
  }

  private void note() {
    RunChecks.notes(request, batches.plan())
        .forEach(note -> context.err().println("note: " + note));
  }

  private void announce(Handover start) {
    note();
    context
        .err()
        .printf(
            "training %s: %d videos (%d set aside), %d replicas x %d clips, %d threads each, "
                + "%d epochs of %d iterations, from iteration %d%n",
            request.model().name(),
            records.size(),
            manifest.rejects().size(),
            batches.plan().replicas(),
            batches.plan().batchSize(),
            plan.threadsPerReplica(),
            plan.epochs(),
            batches.plan().iterations(),
            start.iterations());
    context.err().flush();
  }

  private RunRecorder recorder(Handover start, CheckpointKeeper keeper, FailureRule failures)
      throws IOException {
    TrainSettings train = request.train();
    Path logFolder = new Path(output, RunFolder.LOG);
    return new RunRecorder(
        new RunRecorder.Rules(
            plan,
            train.logEvery(),
            train.validateEvery(),
            train.stopOnNan(),
            request.rejects(),
            train.seed(),
            Digests.sha256(config),
            manifest.labelMap().sha256()),
        keeper,
        validation(),
        new RunJournal(
            resumedAfter -> JsonLinesLog.start(files, logFolder, resumedAfter),
            () -> TensorBoardFile.create(files, new Path(output, RunFolder.TENSORBOARD)),
            new OptionalParts(context.err())),
        TrainingProgress.on(
            System.err,
            new RunLength(plan.epochs(), batches.plan().iterations(), start.iterations())),
        this::samplesOf,
        new Retries(request.retryPolicy(), failures));
  }

  private Optional<EpochValidation> validation() throws IOException {
    if (request.data().validationManifest().isEmpty()) {
      return Optional.empty();
    }
    String location = request.data().validationManifest().get();
    Manifest held = new Manifests(application.session()).read(Locations.path(location));
    if (!held.labelMap().sha256().equals(manifest.labelMap().sha256())) {
      throw new IllegalArgumentException(
          "the manifests "
              + request.data().trainManifest()
              + " and "
              + location
              + " have different label maps; preprocess both with the same dataset.label-names");
    }
    var scoring =
        new ScoringPlan(
            request.validation().sampler(),
            request.validation().transform(),
            request.decode(),
            request.batchViews(),
            request.train().loaderThreads(),
            request.model().network().model().averageClips());
    var scorer =
        new VideoScorer(
            application.context(), application.shape(), request.model().network(), scoring);
    List<VideoRecord> videos = held.ready();
    if (videos.isEmpty()) {
      throw new IllegalArgumentException(
          "the manifest " + location + " has no video that can be used to validate on");
    }
    scorer.requireScorable(videos);
    FrameSize frames = request.validation().transform().output();
    return Optional.of(
        new ScoredValidation(
            scorer,
            checkpoints,
            videos,
            request.rejects(),
            request.mapRule(),
            WidthCosts.measure(
                request.model().network().model(), frames.height(), frames.width())));
  }

  /** The first few samples of an iteration, for an error message. */
  private String samplesOf(IterationIndex index) {
    var order = new EpochOrder(records.size(), request.train().seed());
    int clips = Math.min(SAMPLES_NAMED, batches.plan().batchSizeAt(index.step()));
    return IntStream.range(0, clips)
        .map(item -> batches.plan().position(0, index.step(), item))
        .mapToObj(position -> records.get(order.sample(index.epoch(), position)).id())
        .collect(Collectors.joining(", ", "", ", ..."));
  }

  private void summarise(RunRecorder recorder) throws IOException {
    TimeSplit time = recorder.time();
    context
        .out()
        .printf(
            "%d iterations of %d ms: waiting for clips %.1f %%, network %.1f %%, parameter"
                + " synchronisation %.1f %%, Spark and update %.1f %%%n",
            time.iterations(),
            time.perIteration().toMillis(),
            100 * time.dataWaitShare(),
            100 * time.computeShare(),
            100 * time.syncShare(),
            100 * time.otherShare());
    long stoodIn = recorder.substituted();
    if (stoodIn > 0) {
      context
          .out()
          .println(
              stoodIn == 1
                  ? "1 clip stood in for a video that could not be read"
                  : stoodIn + " clips stood in for videos that could not be read");
    }
    context.out().println(summaryOfBest());
    context.out().flush();
  }

  private String summaryOfBest() throws IOException {
    Optional<Checkpoint> best = history.store().best();
    if (best.isPresent()) {
      return "best checkpoint: %s (%s)"
          .formatted(best.get().folder(), best.get().info().validation());
    }
    return "newest checkpoint: "
        + history.store().latest().map(c -> c.folder().toString()).orElse("none");
  }

  /** One batch forward and backward, and a checkpoint written, read back and deleted. */
  int dryRun() throws IOException {
    note();
    RunChecks.requireTrainable(request, batches.plan());
    TrainingState start = state(history.decide(request.train().resume()));
    IterationIndex first =
        IterationIndex.after(
            Math.min(start.iterations(), plan.iterations() - 1), batches.plan().iterations());
    TrainableNetwork.setThreads(plan.threadsPerReplica());
    try (TrainableNetwork network = TrainableNetwork.create(request.model().network());
        BatchSource source = batches.open(0, first)) {
      network.loadParameters(start.parameters(), 0);
      TrainingBatch batch = source.next(first);
      StepResult step = batch.trainOn(network, request.train().seed());
      context.out().printf("one batch of %d clips: loss %.4f%n", batch.clips(), step.loss());
    }
    Path trial = new Path(output, "dry-run-" + UUID.randomUUID());
    try {
      var trialStore = new CheckpointStore(files, trial);
      var info =
          new CheckpointInfo(
              start.iterations(),
              0,
              batches.plan().replicas(),
              request.train().seed(),
              Digests.sha256(config),
              manifest.labelMap().sha256(),
              OptionalDouble.empty(),
              OptionalDouble.empty());
      new RunCheckpoints(trialStore, request.model().network(), config, "").save(start, info);
      trialStore.latest().orElseThrow().verify();
      context.out().println("a checkpoint was written to " + output + ", read back and deleted");
    } finally {
      files.delete(trial, true);
    }
    context
        .out()
        .printf(
            "%d replicas of %d threads have their executors; %d iterations an epoch%n",
            batches.plan().replicas(), plan.threadsPerReplica(), batches.plan().iterations());
    context.out().flush();
    return ExitCode.OK;
  }
}
