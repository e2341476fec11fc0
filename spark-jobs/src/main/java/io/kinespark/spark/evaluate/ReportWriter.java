package io.kinespark.spark.evaluate;

import io.kinespark.preprocessing.manifest.VideoRecord;
import io.kinespark.preprocessing.storage.Locations;
import io.kinespark.spark.cluster.SparkApplication;
import io.kinespark.spark.job.OutputCheck;
import io.kinespark.spark.manifest.Manifest;
import io.kinespark.spark.progress.OptionalParts;
import io.kinespark.spark.progress.TrainingLog;
import io.kinespark.spark.report.Adornments;
import io.kinespark.spark.report.Edition;
import io.kinespark.spark.report.EvaluationResult;
import io.kinespark.spark.report.HtmlReport;
import io.kinespark.spark.report.Mistake;
import io.kinespark.spark.report.ReportFolder;
import io.kinespark.spark.report.VideoResult;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Writes what an evaluation found: the numbers first, which are what it was made for, then the
 * page, of which any part may be missing.
 */
final class ReportWriter {
  private static final int BYTES_OF_VIDEO = 512;
  private static final int BYTES_OF_PAGE = 2 << 20;

  private final EvaluationSettings settings;
  private final SparkApplication spark;
  private final Configuration hadoop;
  private final FileSystem files;
  private final Path output;
  private final ReportFolder folder;
  private final OptionalParts parts;

  ReportWriter(EvaluationSettings settings, SparkApplication spark, PrintWriter err)
      throws IOException {
    this.settings = settings;
    this.spark = spark;
    this.hadoop = spark.context().hadoopConfiguration();
    Path location = Locations.path(settings.evaluate().output());
    this.files = Locations.fileSystem(location, hadoop);
    this.output = files.makeQualified(location);
    this.folder = new ReportFolder(files, output);
    this.parts = new OptionalParts(err);
  }

  /**
   * Looks whether the output can be written and the page be drawn.
   *
   * @throws IOException if no numbers could be written; what is wrong with the page is only said
   */
  void check() throws IOException {
    OutputCheck.requireWritable(files, output);
    folder.requireFree();
    parts.attempt(ReportFolder.HTML, HtmlReport::requireParts);
    parts.note(Adornments.CHARTS, HtmlReport.chartTrouble());
  }

  /**
   * Looks whether the numbers of so many videos have room.
   *
   * @throws IOException if they have not
   */
  void checkRoom(Manifest manifest) throws IOException {
    long ofVideo = BYTES_OF_VIDEO + (long) Double.BYTES * manifest.labelMap().size();
    OutputCheck.requireRoom(files, output, BYTES_OF_PAGE + ofVideo * manifest.records().size());
  }

  /**
   * Writes predictions and {@code report.json}.
   *
   * @throws IOException if one of them cannot be written; the others are
   */
  Edition writeNumbers(EvaluationResult result, Scores scores) throws IOException {
    return folder.writeNumbers(
        result,
        table ->
            PredictionsParquet.write(
                spark.session(), scores.videos(), result.widthCosts().isPresent(), table));
  }

  /**
   * Reads what the page shows beside the numbers.
   *
   * @param log folder of the training log
   */
  Adornments adornments(EvaluationResult result, Manifest manifest, Optional<Path> log) {
    TrainingLog training =
        parts.get(Adornments.CURVES, TrainingLog.empty(), () -> trainingLog(log));
    parts.note(
        Adornments.WHOLE_CURVES,
        training.damage().isEmpty()
            ? Optional.empty()
            : Optional.of(String.join("; ", training.damage())));
    List<Mistake> mistakes =
        parts.get(Adornments.PICTURES, List.of(), () -> mistakes(result, manifest));
    return new Adornments(training, mistakes, parts.missing());
  }

  /**
   * Writes the page, and {@code report.json} again with what is missing.
   *
   * @return the file for people, or that for programs where there is no page
   */
  Path writePage(EvaluationResult result, Edition numbers, Adornments adornments) {
    boolean drawn =
        parts.attempt(
            ReportFolder.HTML,
            () -> folder.writePage(new HtmlReport(result, Optional.of(numbers.id()), adornments)));
    Map<String, String> missing = new LinkedHashMap<>(numbers.missing());
    missing.putAll(parts.missing());
    parts.attempt(
        "last version of " + ReportFolder.JSON,
        () -> folder.rewriteJson(result, new Edition(numbers.id(), numbers.files(), missing)));
    return folder.path(drawn ? ReportFolder.HTML : ReportFolder.JSON);
  }

  private TrainingLog trainingLog(Optional<Path> log) throws IOException {
    return log.isEmpty()
        ? TrainingLog.empty()
        : TrainingLog.read(Locations.fileSystem(log.get(), hadoop), log.get());
  }

  private List<Mistake> mistakes(EvaluationResult result, Manifest manifest) {
    List<VideoResult> worst = result.worstMistakes(settings.evaluate().worstMistakes());
    Map<String, VideoRecord> records =
        manifest.records().stream().collect(Collectors.toMap(VideoRecord::id, Function.identity()));
    List<FrameStrips.Strip> strips =
        new FrameStrips(
                settings.evaluate().stripFrames(),
                settings.plan().decode(),
                new SerializableConfiguration(hadoop))
            .read(spark.context(), worst.stream().map(video -> records.get(video.id())).toList());
    List<Mistake> mistakes = new ArrayList<>();
    for (int i = 0; i < worst.size(); i++) {
      mistakes.add(new Mistake(worst.get(i), strips.get(i).frames(), strips.get(i).trouble()));
    }
    long without = strips.stream().filter(strip -> strip.trouble().isPresent()).count();
    parts.note(
        Adornments.SOME_PICTURES,
        without == 0
            ? Optional.empty()
            : Optional.of(
                "%d of %d videos cannot be read any more".formatted(without, strips.size())));
    return mistakes;
  }
}
