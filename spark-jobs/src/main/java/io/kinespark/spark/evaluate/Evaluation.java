package io.kinespark.spark.evaluate;

import io.kinespark.models.NetworkSpec;
import io.kinespark.models.complexity.WidthCosts;
import io.kinespark.models.training.LoadPolicy;
import io.kinespark.models.training.LoadReport;
import io.kinespark.preprocessing.storage.Locations;
import io.kinespark.spark.cluster.ClusterShape;
import io.kinespark.spark.cluster.SparkApplication;
import io.kinespark.spark.config.EvaluateSettings;
import io.kinespark.spark.data.ClipShape;
import io.kinespark.spark.job.ExitCode;
import io.kinespark.spark.job.JobContext;
import io.kinespark.spark.lock.OutputLock;
import io.kinespark.spark.manifest.Manifest;
import io.kinespark.spark.manifest.Manifests;
import io.kinespark.spark.report.Adornments;
import io.kinespark.spark.report.Edition;
import io.kinespark.spark.report.EvaluationResult;
import io.kinespark.spark.report.Rejection;
import io.kinespark.spark.report.RunFacts;
import io.kinespark.spark.report.VideoResult;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** One evaluation, from the checkpoint to the report. */
final class Evaluation {

  private final EvaluationSettings settings;
  private final JobContext context;
  private final SparkApplication spark;
  private final Configuration hadoop;
  private final PrintWriter err;
  private final ReportWriter report;

  Evaluation(EvaluationSettings settings, JobContext context, SparkApplication spark)
      throws IOException {
    this.settings = settings;
    this.context = context;
    this.spark = spark;
    this.hadoop = spark.context().hadoopConfiguration();
    this.err = context.err();
    this.report = new ReportWriter(settings, spark, err);
  }

  /** What is known to belong together before the first video is read. */
  private record Inputs(
      EvaluatedCheckpoint checkpoint,
      Manifest manifest,
      Optional<WidthCosts> widthCosts,
      RunFacts facts) {}

  /**
   * Looks at everything that is needed, the videos excepted.
   *
   * @throws IOException if something is missing, damaged or cannot be written
   * @throws io.kinespark.models.training.CheckpointMismatchException if the weights are of another
   *     network
   * @throws IllegalArgumentException if the classes differ
   */
  void check() throws IOException {
    inputs();
  }

  private Inputs inputs() throws IOException {
    Instant started = Instant.now();
    EvaluateSettings evaluate = settings.evaluate();
    NetworkSpec network = settings.model().network();
    report.check();
    EvaluatedCheckpoint found = CheckpointReader.read(evaluate, settings.model(), hadoop);
    LoadPolicy policy =
        ScoringTask.loadPolicy()
            .and(new LoadPolicy(List.of(), evaluate.checkpointUnexpected(), List.of()));
    LoadReport loaded = CheckpointFit.requireFitting(found, network, settings.plan(), policy);
    EvaluatedCheckpoint checkpoint = found.with(loaded.matched());
    say("checkpoint: %s, %d entries", checkpoint.describe(), loaded.matched().size());
    if (!loaded.unexpected().isEmpty()) {
      say("not in the network, as allowed: %s", loaded.unexpected());
    }
    for (String change : CheckpointFit.changedSettings(checkpoint, context.settings())) {
      say("warning: %s", change);
    }
    Manifest manifest = new Manifests(spark.session()).read(Locations.path(evaluate.manifest()));
    CheckpointFit.requireSameClasses(checkpoint, network, manifest.labelMap());
    say(
        "manifest: %d videos, %d of them rejected before",
        manifest.records().size(), manifest.rejects().size());
    report.checkRoom(manifest);
    ClipShape view = settings.plan().view();
    return new Inputs(
        checkpoint,
        manifest,
        WidthCosts.measure(network.model(), view.height(), view.width()),
        new FactSheet(settings, context.settings(), spark).facts(checkpoint, manifest, started));
  }

  /**
   * Evaluates.
   *
   * @return {@link ExitCode#FAILED} when too many videos could not be scored, or some predictions
   *     not be written
   * @throws IOException if inputs cannot be read, or {@code report.json} not be written
   * @throws io.kinespark.spark.lock.OutputLockedException if another evaluation writes to the
   *     output, or has taken it over
   */
  int run() throws IOException {
    var watch = new PhaseTimes();
    Inputs inputs = watch.time("read checkpoint and manifest", this::inputs);
    Path output = Locations.path(settings.evaluate().output());
    try (OutputLock lock =
        OutputLock.acquire(Locations.fileSystem(output, hadoop), output, "evaluate.output")) {
      return run(inputs, lock, watch);
    }
  }

  private int run(Inputs inputs, OutputLock lock, PhaseTimes watch) throws IOException {
    Scores scores = watch.time("score", () -> score(inputs));
    EvaluationResult measured = result(inputs, scores).withTimings(watch.times());
    boolean accepted = announce(measured, scores);
    lock.check();
    Edition numbers = watch.time("write predictions", () -> report.writeNumbers(measured, scores));
    numbers.missing().values().forEach(why -> say("error: %s", why));
    Adornments adornments =
        watch.time(
            "pictures of mistakes",
            () ->
                report.adornments(
                    measured,
                    inputs.manifest(),
                    inputs.checkpoint().origin().map(EvaluatedCheckpoint.Origin::log)));
    lock.check();
    Path written = report.writePage(measured.withTimings(watch.times()), numbers, adornments);
    context.out().println("report: " + written);
    context.out().flush();
    return accepted && numbers.missing().isEmpty() ? ExitCode.OK : ExitCode.FAILED;
  }

  private Scores score(Inputs inputs) {
    ClusterShape shape = spark.shape();
    say(
        "scoring %d videos, %s, on %d executor%s of %d cores",
        inputs.manifest().records().size(),
        settings.plan().describe(),
        shape.executors(),
        shape.executors() == 1 ? "" : "s",
        shape.coresPerExecutor());
    Scores answered =
        new VideoScorer(spark.context(), shape, settings.model().network(), settings.plan())
            .score(
                inputs.checkpoint().weights(),
                inputs.manifest().records(),
                (scored, total) -> say("%d of %d videos scored", scored, total));
    Scores finite = answered.finite(inputs.manifest().labelMap().names());
    int broken = answered.videos().size() - finite.videos().size();
    if (broken > 0) {
      RejectedVideo first = finite.rejected().get(answered.rejected().size());
      say("warning: %d videos are set aside: of '%s', %s", broken, first.id(), first.detail());
    }
    return finite;
  }

  private EvaluationResult result(Inputs inputs, Scores scores) {
    List<VideoResult> videos = new ArrayList<>();
    for (VideoScores video : scores.videos()) {
      videos.add(
          VideoResult.of(
              video.scored(), video.views(), video.expectedViews(), video.frameWidths()));
    }
    List<Rejection> rejections =
        scores.rejected().stream()
            .map(
                video ->
                    new Rejection(
                        video.id(),
                        video.reason().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                        video.detail()))
            .toList();
    return new EvaluationResult(
        inputs.facts(),
        inputs.manifest().labelMap().names(),
        scores.metrics(settings.evaluate().mapRule()),
        scores.counts(),
        videos,
        rejections,
        inputs.widthCosts());
  }

  /** Prints the numbers, before anything that can fail, unless too many videos are missing. */
  private boolean announce(EvaluationResult result, Scores scores) {
    double bound = settings.evaluate().maxRejectShare();
    boolean accepted = scores.rejectShare() <= bound && !scores.videos().isEmpty();
    if (accepted) {
      context.out().print(Headline.of(result));
      context.out().flush();
    } else if (scores.videos().isEmpty()) {
      say(
          "error: none of %d videos was scored, so there is no accuracy. The report lists them by"
              + " reason",
          result.counts().expected());
    } else {
      say(
          "error: %d of %d videos could not be scored, more than evaluate.max-reject-share = %s"
              + " allows; no accuracy is given. The report lists them by reason",
          scores.rejected().size(), result.counts().expected(), bound);
    }
    return accepted;
  }

  private void say(String format, Object... arguments) {
    err.println(String.format(Locale.ROOT, format, arguments));
    err.flush();
  }
}
