package io.kinespark.spark.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinespark.models.InputNormalization;
import io.kinespark.models.checkpoint.HostTensor;
import io.kinespark.models.checkpoint.Safetensors;
import io.kinespark.models.checkpoint.StateDict;
import io.kinespark.models.complexity.OperationCounter;
import io.kinespark.models.nn.ForwardObserver;
import io.kinespark.models.nn.HostTransfer;
import io.kinespark.models.nn.NetworkModule;
import io.kinespark.models.training.LoadPolicy;
import io.kinespark.models.training.TrainableNetwork;
import io.kinespark.preprocessing.annotation.LabelMap;
import io.kinespark.preprocessing.manifest.VideoRecord;
import io.kinespark.preprocessing.sampling.SampleRandom;
import io.kinespark.preprocessing.source.ClipLoader;
import io.kinespark.preprocessing.source.FrameSources;
import io.kinespark.spark.cluster.SparkApplication;
import io.kinespark.spark.config.Argument;
import io.kinespark.spark.config.Settings;
import io.kinespark.spark.data.ClipShape;
import io.kinespark.spark.evaluate.metrics.WidthUsage;
import io.kinespark.spark.job.ExitCode;
import io.kinespark.spark.job.JobContext;
import io.kinespark.spark.manifest.Manifest;
import io.kinespark.spark.manifest.Manifests;
import io.kinespark.spark.report.EvaluationJsonReader;
import io.kinespark.spark.report.EvaluationResult;
import io.kinespark.testing.LocalMaster;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** An evaluation of a small SDCOM network whose gate chooses both of its widths. */
@ExtendWith(LocalMaster.class)
class ChosenWidthsIT {
  private static final String GATE_BIAS = "policy_net.gate.fc.bias";
  private static final int VIEWS = 2;
  private static final int FRAMES = 2;

  @TempDir private static Path folder;
  private static List<VideoRecord> records;

  private final StringWriter console = new StringWriter();

  @BeforeAll
  static void makeManifest() throws IOException {
    records = TinyEvaluation.videos(folder.resolve("videos"), 2);
    try (var spark = SparkApplication.manyTasks("manifest")) {
      new Manifests(spark.session())
          .write(
              new Manifest(records, LabelMap.of(List.of("move_right", "move_left"))),
              new org.apache.hadoop.fs.Path(folder.resolve("manifest").toString()));
    }
  }

  private static Settings settings() {
    List<String> values =
        List.of(
            "model.family=sdcom",
            "model.num-classes=2",
            "model.num-segments=" + FRAMES,
            "model.sdcom.stage=inference",
            "model.sdcom.backbone=resnet18",
            "model.sdcom.widths=[0,1]",
            "sampling.test.kind=uniform",
            "sampling.test.twice=true",
            "augment.test={resize{kind=exact,width=256,height=224},"
                + "crop{kind=center,side=224},output{width=224,height=224}}",
            "evaluate.batch-views=1",
            "evaluate.checkpoint=\"" + folder.resolve("balanced.safetensors") + "\"",
            "evaluate.manifest=\"" + folder.resolve("manifest") + "\"",
            "evaluate.output=\"" + folder.resolve("report") + "\"");
    return Settings.load(
        List.of(),
        Optional.empty(),
        IntStream.range(0, values.size())
            .mapToObj(i -> new Argument(i + 1, values.get(i)))
            .toList());
  }

  @Test
  void reportAndPredictionsHaveTheChoicesAndTheCostOfDirectPasses() throws Exception {
    Settings settings = settings();
    OperationCounter counter = new OperationCounter();
    Map<String, List<Integer>> expected = direct(settings.read(EvaluationSettings::read), counter);
    List<Integer> all = expected.values().stream().flatMap(List::stream).toList();
    assertThat(all).contains(0, 1).hasSize(16);

    PrintWriter writer = new PrintWriter(console, true);
    int code = new EvaluateJob().run(new JobContext(settings, writer, writer));

    assertThat(code).as(console.toString()).isEqualTo(ExitCode.OK);
    EvaluationResult result;
    try (Reader in = Files.newBufferedReader(folder.resolve("report/report.json"))) {
      result = EvaluationJsonReader.read(in);
    }
    Map<String, List<Integer>> reported = new LinkedHashMap<>();
    result.videos().forEach(video -> reported.put(video.id(), video.widths()));
    assertThat(reported).isEqualTo(expected);
    assertThat(table()).isEqualTo(expected);
    WidthUsage usage = result.widthUsage().orElseThrow();
    long wide = all.stream().filter(width -> width == 1).count();
    assertThat(usage.frames()).containsExactly(16 - wide, wide);
    assertThat(usage.chosen().video()).isEqualTo(counter.multiplyAccumulates() / 4.0);
    assertThat(console.toString())
        .containsPattern(
            "multiply-accumulates of a video +%.2f G".formatted(usage.chosen().video() / 1e9));
  }

  private static Map<String, List<Integer>> table() {
    Map<String, List<Integer>> widths = new LinkedHashMap<>();
    for (Row row : TinyEvaluation.predictions(folder.resolve("report"))) {
      widths.put(row.getAs("id"), row.getList(row.fieldIndex("widths")));
    }
    return widths;
  }

  /**
   * The widths by a pass for every video by itself. The gate's bias is first set so that it decides
   * where the frames differ most, and the weights are written.
   *
   * @param counter counts what these passes compute
   */
  private static Map<String, List<Integer>> direct(
      EvaluationSettings evaluation, OperationCounter counter) throws IOException {
    try (var network = TrainableNetwork.create(evaluation.model().network())) {
      Map<String, HostTensor> clips = clips(evaluation);
      StateDict balanced = balanced(network.stateDict(), leads(network, clips));
      network.loadStateDict(balanced, LoadPolicy.strict());
      Safetensors.write(balanced, folder.resolve("balanced.safetensors"));
      Map<String, List<Integer>> widths = new LinkedHashMap<>();
      clips.forEach(
          (id, views) ->
              widths.put(
                  id,
                  Arrays.stream(observed(network, views, "policy_net", "index", counter))
                      .mapToObj(width -> (int) width)
                      .toList()));
      return widths;
    }
  }

  /** By how much the gate prefers the full width, in ascending order of the frames. */
  private static double[] leads(TrainableNetwork network, Map<String, HostTensor> clips) {
    List<Double> leads = new ArrayList<>();
    for (HostTensor views : clips.values()) {
      double[] scores = observed(network, views, "policy_net.gate", "", ForwardObserver.NONE);
      for (int frame = 0; frame < scores.length; frame += 2) {
        leads.add(scores[frame + 1] - scores[frame]);
      }
    }
    return leads.stream().mapToDouble(Double::doubleValue).sorted().toArray();
  }

  /** The state with a bias that puts the choice into the widest gap between leads. */
  private static StateDict balanced(StateDict state, double[] leads) {
    int gap =
        IntStream.range(0, leads.length - 1)
            .reduce((a, b) -> leads[a + 1] - leads[a] >= leads[b + 1] - leads[b] ? a : b)
            .orElseThrow();
    assertThat(leads[gap + 1] - leads[gap]).isGreaterThan(1e-4);
    float[] bias = state.get(GATE_BIAS).toFloats();
    bias[1] -= (float) ((leads[gap] + leads[gap + 1]) / 2);
    Map<String, HostTensor> tensors = new LinkedHashMap<>(state.tensors());
    tensors.put(GATE_BIAS, HostTensor.ofFloats(bias, bias.length));
    return StateDict.of(tensors);
  }

  private static double[] observed(
      TrainableNetwork network,
      HostTensor views,
      String path,
      String part,
      ForwardObserver besides) {
    List<double[]> seen = new ArrayList<>();
    ForwardObserver named =
        new ForwardObserver() {
          @Override
          public void value(NetworkModule module, String name, Tensor value) {
            if (module.path().equals(path) && name.equals(part)) {
              seen.add(HostTransfer.toDoubles(value));
            }
          }
        };
    network.predict(views, ForwardObserver.both(named, besides));
    assertThat(seen).hasSize(1);
    return seen.get(0);
  }

  /** The normalised views of every video, {@code [1, views * T, 3, H, W]}. */
  private static Map<String, HostTensor> clips(EvaluationSettings evaluation) throws IOException {
    ScoringPlan plan = evaluation.plan();
    var loader =
        new ClipLoader(
            new FrameSources(new Configuration(), plan.decode()), plan.sampler(), plan.transform());
    Map<String, HostTensor> clips = new LinkedHashMap<>();
    for (VideoRecord record : records) {
      byte[] pixels = new byte[loader.sampleBytes()];
      loader.load(record, SampleRandom.of(9, 9, "another", 9), pixels, 0);
      clips.put(
          record.id(),
          normalised(pixels, plan.view(), evaluation.model().network().normalization()));
    }
    return clips;
  }

  private static HostTensor normalised(byte[] pixels, ClipShape view, InputNormalization rule) {
    int area = view.height() * view.width();
    float[] values = new float[pixels.length];
    for (int i = 0; i < pixels.length; i++) {
      int colour = i % 3;
      int pixel = i / 3;
      values[(pixel / area * 3 + colour) * area + pixel % area] =
          (float) (((pixels[i] & 0xff) - rule.mean().get(colour)) / rule.std().get(colour));
    }
    return HostTensor.ofFloats(values, 1, VIEWS * FRAMES, 3, view.height(), view.width());
  }
}
