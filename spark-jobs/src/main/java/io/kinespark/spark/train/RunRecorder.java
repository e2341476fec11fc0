package io.kinespark.spark.train;

import io.kinespark.spark.checkpoint.CheckpointInfo;
import io.kinespark.spark.data.RejectBound;
import io.kinespark.spark.data.TooManyRejectsException;
import io.kinespark.spark.engine.EpochEnd;
import io.kinespark.spark.engine.IterationIndex;
import io.kinespark.spark.engine.IterationReport;
import io.kinespark.spark.engine.TrainingListener;
import io.kinespark.spark.engine.TrainingPlan;
import io.kinespark.spark.engine.TrainingState;
import io.kinespark.spark.evaluate.metrics.InvalidScoresException;
import io.kinespark.spark.progress.EpochRecord;
import io.kinespark.spark.progress.IterationRecord;
import io.kinespark.spark.progress.TrainingProgress;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a run leaves behind while it goes: log lines, scalars, the display, validations and
 * checkpoints. When a failed run goes back to a checkpoint, iterations come again; the log then
 * begins a new attempt.
 */
final class RunRecorder implements TrainingListener, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(RunRecorder.class);

  /**
   * What the recorder needs to know of a run.
   *
   * @param plan what is trained
   * @param logEvery iterations between log lines
   * @param validateEvery epochs between validations
   * @param stopOnNan whether a loss, weights or scores that are not finite end the run
   * @param rejects how many clips of an epoch may be rejected
   * @param seed seed of the run
   * @param configHash digest of the configuration
   * @param labelMapHash digest of the label map
   */
  record Rules(
      TrainingPlan plan,
      int logEvery,
      int validateEvery,
      boolean stopOnNan,
      RejectBound rejects,
      long seed,
      String configHash,
      String labelMapHash) {}

  private final Rules rules;
  private final CheckpointKeeper checkpoints;
  private final Optional<EpochValidation> validation;
  private final RunJournal journal;
  private final TrainingProgress progress;
  private final Function<IterationIndex, String> samplesOf;
  private final EpochRejects rejects;
  private final Retries retries;
  private final TimeSplit time = new TimeSplit();
  private Window window = new Window();
  private Window epoch = new Window();
  private int lastIteration = -1;
  private boolean begun;
  private long substituted;
  private Instant epochStart = Instant.now();

  RunRecorder(
      Rules rules,
      CheckpointKeeper checkpoints,
      Optional<EpochValidation> validation,
      RunJournal journal,
      TrainingProgress progress,
      Function<IterationIndex, String> samplesOf,
      Retries retries) {
    this.rules = rules;
    this.rejects = new EpochRejects(rules.plan().batches().plan().samples(), rules.rejects());
    this.checkpoints = checkpoints;
    this.validation = validation;
    this.journal = journal;
    this.progress = progress;
    this.samplesOf = samplesOf;
    this.retries = retries;
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
    rejects.add(report);
    begin(report.index().global());
    record(report);
  }

  /** Begins a journal at the first iteration, and a new one when the run has gone back. */
  private void begin(int iteration) {
    if (!begun || iteration <= lastIteration) {
      begun = true;
      journal.begin(iteration);
      window = new Window();
      epoch = new Window();
      epochStart = Instant.now();
    }
    lastIteration = iteration;
  }

  private void record(IterationReport report) {
    time.add(report);
    substituted += report.rejected().size();
    window.add(report);
    epoch.add(report);
    boolean due = (report.index().global() + 1) % rules.logEvery() == 0;
    IterationRecord line = window.record(report);
    progress.iteration(line);
    if (due || report.index().global() == 0) {
      journal.iteration(line, report.gradientNorm());
      window = new Window();
    }
  }

  @Override
  public boolean onEpochEnd(EpochEnd end) throws IOException {
    int finished = end.epoch() + 1;
    if (rules.stopOnNan()) {
      end.state()
          .notFinite()
          .ifPresent(
              what -> {
                throw new DivergedException(what + " after epoch " + finished);
              });
    }
    EpochValidation.Accuracy accuracy = measure(end);
    EpochRecord record = epoch.record(finished, end.state().iterations(), accuracy, epochStart);
    journal.epoch(record);
    progress.epoch(record);
    save(end, accuracy);
    epoch = new Window();
    epochStart = Instant.now();
    return true;
  }

  /** Measures an epoch; what was learnt in it is saved even where it cannot be measured. */
  private EpochValidation.Accuracy measure(EpochEnd end) throws IOException {
    int finished = end.epoch() + 1;
    try {
      return retries.run(
          "the validation after epoch " + finished, () -> validate(end.state(), finished));
    } catch (TooManyRejectsException | TrainingFailedException e) {
      save(end, EpochValidation.Accuracy.unknown());
      throw e;
    }
  }

  private void save(EpochEnd end, EpochValidation.Accuracy accuracy) throws IOException {
    var info =
        new CheckpointInfo(
            end.state().iterations(),
            end.epoch() + 1,
            end.replicaBuffers().size(),
            rules.seed(),
            rules.configHash(),
            rules.labelMapHash(),
            accuracy.top1(),
            accuracy.meanAveragePrecision());
    retries.run(
        "the checkpoint of epoch " + (end.epoch() + 1),
        () -> {
          checkpoints.save(end.state(), info);
          return info;
        });
  }

  private EpochValidation.Accuracy validate(TrainingState state, int finished) throws IOException {
    boolean last = finished == rules.plan().epochs();
    if (validation.isEmpty() || !(last || finished % rules.validateEvery() == 0)) {
      return EpochValidation.Accuracy.unknown();
    }
    try {
      return validation.get().validate(state);
    } catch (InvalidScoresException e) {
      if (!e.notANumber()) {
        throw e;
      }
      String found =
          "validation scores are not finite after epoch %d (video '%s')"
              .formatted(finished, e.videoId());
      if (rules.stopOnNan()) {
        throw new DivergedException(found);
      }
      LOG.warn("{}; the epoch has no accuracy", found);
      return EpochValidation.Accuracy.unknown();
    }
  }

  @Override
  public void close() {
    progress.close();
    journal.close();
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
