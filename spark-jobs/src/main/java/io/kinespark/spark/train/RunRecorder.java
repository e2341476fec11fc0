package io.kinespark.spark.train;

import io.kinespark.spark.checkpoint.CheckpointInfo;
import io.kinespark.spark.checkpoint.CheckpointStore;
import io.kinespark.spark.progress.EpochRecord;
import io.kinespark.spark.progress.IterationRecord;
import io.kinespark.spark.progress.JsonLinesLog;
import io.kinespark.spark.progress.ScalarWriter;
import io.kinespark.spark.progress.TrainingProgress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * What a run leaves behind while it goes: log lines, scalars, the display, validations and
 * checkpoints. When a failed run goes back to a checkpoint, iterations come again; the log then
 * begins a new attempt.
 */
final class RunRecorder implements TrainingListener, AutoCloseable {

  /** Opens the log of an attempt that goes on after some iterations. */
  @FunctionalInterface
  interface LogOpener {
    JsonLinesLog open(long resumedAfter) throws IOException;
  }

  /**
   * What the recorder needs to know of a run.
   *
   * @param plan what is trained
   * @param logEvery iterations between log lines
   * @param validateEvery epochs between validations
   * @param keep newest checkpoints that stay
   * @param keepBest whether the best stays too
   * @param stopOnNan whether a loss that is not finite ends the run
   * @param seed seed of the run
   * @param configHash digest of the configuration
   * @param labelMapHash digest of the label map
   */
  record Rules(
      TrainingPlan plan,
      int logEvery,
      int validateEvery,
      int keep,
      boolean keepBest,
      boolean stopOnNan,
      long seed,
      String configHash,
      String labelMapHash) {}

  private final Rules rules;
  private final RunCheckpoints checkpoints;
  private final CheckpointStore store;
  private final Optional<EpochValidation> validation;
  private final LogOpener logs;
  private final ScalarWriter scalars;
  private final TrainingProgress progress;
  private final Function<IterationIndex, String> samplesOf;
  private final TimeSplit time = new TimeSplit();
  private Optional<JsonLinesLog> log = Optional.empty();
  private Window window = new Window();
  private Window epoch = new Window();
  private int lastIteration = -1;
  private long substituted;
  private Instant epochStart = Instant.now();

  RunRecorder(
      Rules rules,
      RunCheckpoints checkpoints,
      CheckpointStore store,
      Optional<EpochValidation> validation,
      LogOpener logs,
      ScalarWriter scalars,
      TrainingProgress progress,
      Function<IterationIndex, String> samplesOf) {
    this.rules = rules;
    this.checkpoints = checkpoints;
    this.store = store;
    this.validation = validation;
    this.logs = logs;
    this.scalars = scalars;
    this.progress = progress;
    this.samplesOf = samplesOf;
  }

  /** Where the time went so far. */
  TimeSplit time() {
    return time;
  }

  /** Clips so far that stood in for videos which could not be read. */
  long substituted() {
    return substituted;
  }

  @Override
  public void onIteration(IterationReport report) {
    if (rules.stopOnNan() && !Double.isFinite(report.loss())) {
      throw new DivergedException(report, samplesOf.apply(report.index()));
    }
    try {
      begin(report.index().global());
      record(report);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Begins a log at the first iteration, and a new one when the run has gone back. */
  private void begin(int iteration) throws IOException {
    if (log.isEmpty() || iteration <= lastIteration) {
      closeLog();
      log = Optional.of(logs.open(iteration));
      window = new Window();
      epoch = new Window();
      epochStart = Instant.now();
    }
    lastIteration = iteration;
  }

  private void record(IterationReport report) throws IOException {
    time.add(report);
    substituted += report.substituted();
    window.add(report);
    epoch.add(report);
    boolean due = (report.index().global() + 1) % rules.logEvery() == 0;
    IterationRecord line = window.record(report);
    progress.iteration(line);
    if (due || report.index().global() == 0) {
      log.orElseThrow().append(line);
      scalars.iteration(line);
      scalars.scalar("train/gradient-norm", report.gradientNorm(), line.iteration());
      window = new Window();
    }
  }

  @Override
  public boolean onEpochEnd(EpochEnd end) throws IOException {
    int finished = end.epoch() + 1;
    boolean last = finished == rules.plan().epochs();
    var accuracy = EpochValidation.Accuracy.unknown();
    if (validation.isPresent() && (last || finished % rules.validateEvery() == 0)) {
      accuracy = validation.get().validate(end.state());
    }
    EpochRecord record = epoch.record(finished, end.state().iterations(), accuracy, epochStart);
    log.orElseThrow().append(record);
    scalars.epoch(record);
    progress.epoch(record);
    checkpoints.save(
        end.state(),
        new CheckpointInfo(
            end.state().iterations(),
            finished,
            end.replicaBuffers().size(),
            rules.seed(),
            rules.configHash(),
            rules.labelMapHash(),
            accuracy.top1(),
            accuracy.meanAveragePrecision()));
    store.prune(rules.keep(), rules.keepBest());
    epoch = new Window();
    epochStart = Instant.now();
    return true;
  }

  private void closeLog() throws IOException {
    if (log.isPresent()) {
      log.get().close();
      log = Optional.empty();
    }
  }

  @Override
  public void close() throws IOException {
    progress.close();
    try {
      closeLog();
    } finally {
      scalars.close();
    }
  }

  /** Means over the iterations since the last line. */
  private static final class Window {

    private double loss;
    private double hits;
    private long clips;
    private long wallNanos;
    private long dataWaitNanos;
    private int iterations;
    private double learningRate;

    void add(IterationReport report) {
      loss += report.loss();
      hits += report.top1() * report.clips();
      clips += report.clips();
      wallNanos += report.wallNanos();
      dataWaitNanos += report.dataWaitNanos();
      learningRate = report.learningRate();
      iterations++;
    }

    IterationRecord record(IterationReport at) {
      return new IterationRecord(
          at.index().epoch() + 1,
          at.index().global() + 1L,
          loss / iterations,
          OptionalDouble.of(hits / clips),
          learningRate,
          clips * 1e9 / wallNanos,
          (double) dataWaitNanos / wallNanos,
          Instant.now());
    }

    EpochRecord record(
        int epoch, long iteration, EpochValidation.Accuracy accuracy, Instant start) {
      Instant now = Instant.now();
      return new EpochRecord(
          epoch,
          iteration,
          loss / iterations,
          OptionalDouble.of(hits / clips),
          accuracy.top1(),
          accuracy.top5(),
          accuracy.meanAveragePrecision(),
          accuracy.videoMacs(),
          learningRate,
          clips,
          Duration.between(start, now),
          now);
    }
  }
}
