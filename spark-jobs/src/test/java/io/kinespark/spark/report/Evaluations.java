package io.kinespark.spark.report;

import io.kinespark.models.ChannelWidths;
import io.kinespark.models.complexity.WidthCosts;
import io.kinespark.spark.evaluate.metrics.EvaluationMetrics;
import io.kinespark.spark.evaluate.metrics.ScoredVideo;
import io.kinespark.spark.progress.EpochRecord;
import io.kinespark.spark.progress.IterationRecord;
import io.kinespark.spark.progress.TrainingLog;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/** Evaluations that look like real ones, made from a seed. */
final class Evaluations {
  private Evaluations() {}

  static RunFacts facts(String title) {
    Map<String, Duration> timings = new LinkedHashMap<>();
    timings.put("scoring", Duration.ofMillis(3_723_400));
    timings.put("metrics", Duration.ofMillis(812));
    return new RunFacts(
        title,
        "Kinetics-400",
        "validation",
        "TANet R50 8x8",
        "step-000120000/model.safetensors",
        "10 clips x 3 crops, mean of softmax",
        "kinespark {\n  model {\n    name = tanet\n    depth = 50\n  }\n}\n",
        Instant.parse("2026-11-20T08:15:30Z"),
        timings,
        Map.of("Kinespark", "0.1.0"),
        Map.of("executors", "8 x 16 cores"));
  }

  /**
   * Ten videos or more of every class, two thirds of them right, most mistakes between neighbours.
   */
  static EvaluationResult random(List<String> classNames, int perClass, long seed) {
    Random random = new Random(seed);
    List<ScoredVideo> scored = new ArrayList<>();
    for (int label = 0; label < classNames.size(); label++) {
      double skill = 0.35 + 0.65 * random.nextDouble();
      for (int v = 0; v < perClass; v++) {
        scored.add(video(label, classNames.size(), skill, v, random));
      }
    }
    List<VideoResult> videos = scored.stream().map(video -> VideoResult.of(video, 30, 30)).toList();
    List<Rejection> rejections =
        IntStream.range(0, Math.max(3, videos.size() / 400))
            .mapToObj(
                r ->
                    r % 3 == 0
                        ? new Rejection(
                            "val/truncated_%05d.mp4".formatted(r),
                            "truncated",
                            "118 of 300 frames decoded")
                        : new Rejection(
                            "val/missing_%05d.mp4".formatted(r), "missing", "no such file"))
            .toList();
    long truncated = rejections.stream().filter(r -> r.reason().equals("truncated")).count();
    DataCounts counts =
        new DataCounts(videos.size() + rejections.size(), videos.size() + truncated, videos.size());
    return new EvaluationResult(
        facts("tanet-r50-k" + classNames.size()),
        classNames,
        EvaluationMetrics.of(scored),
        counts,
        videos,
        rejections);
  }

  private static ScoredVideo video(
      int label, int classes, double skill, int number, Random random) {
    double[] scores = new double[classes];
    double sum = 0;
    int winner =
        random.nextDouble() < skill
            ? label
            : (label + 1 + (int) (3 * random.nextDouble())) % classes;
    for (int c = 0; c < classes; c++) {
      scores[c] = Math.exp(random.nextGaussian() + (c == winner ? 5 : 0) + (c == label ? 3 : 0));
      sum += scores[c];
    }
    for (int c = 0; c < classes; c++) {
      scores[c] /= sum;
    }
    return ScoredVideo.of("val/class%03d/clip_%05d.mp4".formatted(label, number), label, scores);
  }

  /**
   * The same by a network that chooses the width of each of two frames of 30 views, narrower ones
   * more often.
   */
  static EvaluationResult choosing(EvaluationResult other) {
    Random random = new Random(3);
    List<VideoResult> videos =
        other.videos().stream()
            .map(
                video ->
                    new VideoResult(
                        video.id(),
                        video.labels(),
                        video.top(),
                        video.viewsGot(),
                        video.viewsExpected(),
                        random
                            .ints(2L * video.viewsGot(), 0, 25)
                            .mapToObj(drawn -> 4 - (int) Math.sqrt(drawn))
                            .toList()))
            .toList();
    return new EvaluationResult(
        other.facts(),
        other.classNames(),
        other.metrics(),
        other.counts(),
        videos,
        other.rejections(),
        Optional.of(
            new WidthCosts(
                ChannelWidths.published(),
                2,
                667_014_560L,
                List.of(2_003_757L, 277_573_632L, 1_051_287_552L, 2_321_141_760L, 4_087_136_256L),
                8_175_091_712L)));
  }

  static EvaluationResult empty() {
    return new EvaluationResult(
        facts("empty"),
        List.of("jumping", "running"),
        EvaluationMetrics.of(List.of()),
        new DataCounts(2, 0, 0),
        List.of(),
        List.of(
            new Rejection("a", "missing", "no such file"),
            new Rejection("b", "missing", "no such file")));
  }

  static List<String> names(int classes) {
    return IntStream.range(0, classes).mapToObj(c -> "class %03d".formatted(c)).toList();
  }

  static TrainingLog training(int epochs, int iterationsPerEpoch) {
    Random random = new Random(5);
    List<IterationRecord> steps = new ArrayList<>();
    List<EpochRecord> ends = new ArrayList<>();
    int all = epochs * iterationsPerEpoch;
    for (int i = 1; i <= all; i++) {
      int epoch = 1 + (i - 1) / iterationsPerEpoch;
      double done = i / (double) all;
      double rate = done < 0.5 ? 0.01 : done < 0.8 ? 0.001 : 0.0001;
      double loss =
          6 * Math.exp(-3 * done) * (rate < 0.01 ? 0.75 : 1) + 0.4 + 0.15 * random.nextGaussian();
      double top1 =
          Math.max(0, Math.min(1, 0.8 * (1 - Math.exp(-4 * done)) + 0.03 * random.nextGaussian()));
      Instant time = Instant.parse("2026-11-19T08:00:00Z").plusSeconds(i);
      steps.add(
          new IterationRecord(epoch, i, loss, OptionalDouble.of(top1), rate, 240, 0.04, time));
      if (i % iterationsPerEpoch == 0) {
        OptionalDouble validation =
            OptionalDouble.of(0.74 * (1 - Math.exp(-4.5 * done)) + (rate < 0.01 ? 0.02 : 0));
        ends.add(
            new EpochRecord(
                epoch,
                i,
                loss,
                OptionalDouble.of(top1),
                validation,
                OptionalDouble.of(Math.min(1, validation.getAsDouble() + 0.2)),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                rate,
                64L * iterationsPerEpoch,
                Duration.ofSeconds(iterationsPerEpoch),
                time));
      }
    }
    return new TrainingLog(steps, ends);
  }

  static byte[] jpeg(int frame) {
    BufferedImage image = new BufferedImage(128, 96, BufferedImage.TYPE_INT_RGB);
    Graphics2D canvas = image.createGraphics();
    canvas.setColor(new Color(70, 90, 120));
    canvas.fillRect(0, 0, 128, 96);
    canvas.setColor(new Color(230, 190, 120));
    canvas.fillOval(10 + 10 * frame, 30, 30, 40);
    canvas.dispose();
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "jpeg", file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file.toByteArray();
  }
}
