package io.kinespark.spark.evaluate;

import io.kinespark.models.NetworkSpec;
import io.kinespark.models.complexity.WidthCosts;
import io.kinespark.models.training.LoadPolicy;
import io.kinespark.models.training.LoadReport;
import io.kinespark.preprocessing.manifest.VideoRecord;
import io.kinespark.spark.cli.ExitCode;
import io.kinespark.spark.cli.JobContext;
import io.kinespark.spark.cli.OutputCheck;
import io.kinespark.spark.cluster.ClusterShape;
import io.kinespark.spark.cluster.SparkApplication;
import io.kinespark.spark.config.EvaluateSettings;
import io.kinespark.spark.data.ClipShape;
import io.kinespark.spark.evaluate.metrics.AbsentClasses;
import io.kinespark.spark.evaluate.metrics.WidthUsage;
import io.kinespark.spark.manifest.Manifest;
import io.kinespark.spark.manifest.Manifests;
import io.kinespark.spark.progress.ConsoleTable;
import io.kinespark.spark.progress.TrainingLog;
import io.kinespark.spark.report.EvaluationResult;
import io.kinespark.spark.report.Mistake;
import io.kinespark.spark.report.Rejection;
import io.kinespark.spark.report.ReportFolder;
import io.kinespark.spark.report.VideoResult;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.util.SerializableConfiguration;

/** One evaluation, from the checkpoint to the report. */
final class Evaluation {

  private final EvaluationSettings settings;
  private final JobContext context;
  private final SparkApplication spark;
  private final Configuration hadoop;
  private final PrintWriter err;

  Evaluation(EvaluationSettings settings, JobContext context, SparkApplication spark) {
    this.settings = settings;
    this.context = context;
    this.spark = spark;
    this.hadoop = spark.context().hadoopConfiguration();
    this.err = context.err();
  }

  /** What is known to belong together before the first video is read. */
  private record Inputs(
      EvaluatedCheckpoint checkpoint, Manifest manifest, Optional<WidthCosts> widthCosts) {}

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
    EvaluateSettings evaluate = settings.evaluate();
    NetworkSpec network = settings.model().network();
    OutputCheck.requireWritable(new Path(evaluate.output()), hadoop);
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
    Manifest manifest = new Manifests(spark.session()).read(new Path(evaluate.manifest()));
    CheckpointFit.requireSameClasses(checkpoint, network, manifest.labelMap());
    say(
        "manifest: %d videos, %d of them rejected before",
        manifest.records().size(), manifest.rejects().size());
    ClipShape view = settings.plan().view();
    return new Inputs(
        checkpoint, manifest, WidthCosts.measure(network.model(), view.height(), view.width()));
  }

  /**
   * Evaluates.
   *
   * @return {@link ExitCode#FAILED} when too many videos could not be scored
   */
  int run() throws IOException {
    Instant started = Instant.now();
    var watch = new PhaseTimes();
    Inputs inputs = watch.time("read checkpoint and manifest", this::inputs);
    Scores scores = watch.time("score", () -> score(inputs));
    EvaluationResult measured = result(inputs, scores, started, watch.times());
    List<Mistake> mistakes =
        watch.time("pictures of mistakes", () -> mistakes(measured, inputs.manifest()));
    TrainingLog training = trainingLog(inputs.checkpoint());
    EvaluationResult complete = result(inputs, scores, started, watch.times());
    Path output = hadoopPath(settings.evaluate().output());
    new ReportFolder(output.getFileSystem(hadoop), output).write(complete, training, mistakes);
    PredictionsParquet.write(
        spark.session(), scores.videos(), inputs.widthCosts().isPresent(), output);
    return conclude(complete, scores, output);
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
    return new VideoScorer(spark.context(), shape, settings.model().network(), settings.plan())
        .score(
            inputs.checkpoint().weights(),
            inputs.manifest().records(),
            (scored, total) -> say("%d of %d videos scored", scored, total));
  }

  private EvaluationResult result(
      Inputs inputs, Scores scores, Instant started, Map<String, Duration> timings) {
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
        new FactSheet(settings, context.settings(), spark)
            .facts(inputs.checkpoint(), inputs.manifest(), started, timings),
        inputs.manifest().labelMap().names(),
        scores.metrics(settings.evaluate().mapRule()),
        scores.counts(),
        videos,
        rejections,
        inputs.widthCosts());
  }

  private List<Mistake> mistakes(EvaluationResult result, Manifest manifest) {
    List<VideoResult> worst = result.worstMistakes(settings.evaluate().worstMistakes());
    Map<String, VideoRecord> records =
        manifest.records().stream().collect(Collectors.toMap(VideoRecord::id, Function.identity()));
    List<List<byte[]>> strips =
        new FrameStrips(
                settings.evaluate().stripFrames(),
                settings.plan().decode(),
                new SerializableConfiguration(hadoop))
            .read(spark.context(), worst.stream().map(video -> records.get(video.id())).toList());
    List<Mistake> mistakes = new ArrayList<>();
    for (int i = 0; i < worst.size(); i++) {
      mistakes.add(new Mistake(worst.get(i), strips.get(i)));
    }
    return mistakes;
  }

  private TrainingLog trainingLog(EvaluatedCheckpoint checkpoint) throws IOException {
    if (checkpoint.origin().isEmpty()) {
      return TrainingLog.empty();
    }
    Path log = checkpoint.origin().get().log();
    return TrainingLog.read(log.getFileSystem(hadoop), log);
  }

  private int conclude(EvaluationResult result, Scores scores, Path output) {
    PrintWriter out = context.out();
    double bound = settings.evaluate().maxRejectShare();
    boolean refused = scores.rejectShare() > bound;
    if (refused) {
      say(
          "error: %d of %d videos could not be scored, more than evaluate.max-reject-share = %s"
              + " allows; no accuracy is given. The report lists them by reason",
          scores.rejected().size(), result.counts().expected(), bound);
    } else {
      out.print(headline(result));
    }
    out.println("report: " + new Path(output, ReportFolder.HTML));
    out.flush();
    return refused ? ExitCode.FAILED : ExitCode.OK;
  }

  private static ConsoleTable headline(EvaluationResult result) {
    var metrics = result.metrics();
    var table = new ConsoleTable().text("measure").number("value");
    row(table, "top-1", metrics.top1());
    row(table, "top-5", metrics.top5());
    row(table, "mean class accuracy", metrics.meanClassAccuracy());
    row(
        table,
        metrics.absentClasses() == AbsentClasses.COUNT_AS_ZERO
            ? "mean average precision, absent classes 0"
            : "mean average precision",
        metrics.meanAveragePrecision());
    result
        .widthUsage()
        .map(WidthUsage::chosen)
        .ifPresent(
            cost ->
                table.row(
                    "multiply-accumulates of a video",
                    String.format(Locale.ROOT, "%.2f G", cost.video() / 1e9)));
    table.row("videos scored", result.counts().decoded());
    table.row("videos expected", result.counts().expected());
    return table;
  }

  private static void row(ConsoleTable table, String name, OptionalDouble share) {
    share.ifPresent(value -> table.row(name, String.format(Locale.ROOT, "%.2f %%", 100 * value)));
  }

  private Path hadoopPath(String location) throws IOException {
    Path path = new Path(location);
    return path.getFileSystem(hadoop).makeQualified(path);
  }

  private void say(String format, Object... arguments) {
    err.println(String.format(Locale.ROOT, format, arguments));
    err.flush();
  }
}
