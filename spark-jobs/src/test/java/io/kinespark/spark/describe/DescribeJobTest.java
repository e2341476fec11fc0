package io.kinespark.spark.describe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinespark.models.ModelConfig;
import io.kinespark.models.tanet.TanetConfig;
import io.kinespark.spark.config.Argument;
import io.kinespark.spark.config.ConfigurationException;
import io.kinespark.spark.config.ModelSettings;
import io.kinespark.spark.config.PublishedConf;
import io.kinespark.spark.config.Settings;
import io.kinespark.spark.job.ExitCode;
import io.kinespark.spark.job.GivenArguments;
import io.kinespark.spark.job.JobContext;
import io.kinespark.spark.job.UsageException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DescribeJobTest {
  private final StringWriter out = new StringWriter();

  private JobContext context(Settings settings, GivenArguments arguments) {
    PrintWriter console = new PrintWriter(out, true);
    return new JobContext(settings, arguments, console, console);
  }

  private int describe(List<String> models, Set<String> flags, String... sizes) {
    GivenArguments arguments = new GivenArguments(models, Map.of("--size", List.of(sizes)), flags);
    return new DescribeJob().run(context(Settings.defaults(), arguments));
  }

  @Test
  void theNetworkItselfIsCounted() {
    assertThat(describe(List.of("tanet_r50_k400_t8"), Set.of(), "64")).isEqualTo(ExitCode.OK);
    assertThat(out.toString())
        .containsPattern(
            "tanet_r50_k400_t8 +25,590,320 +8x64x64 +2\\.686 G +3\\.7 M +[0-9.]+ M +- +-\\R");
  }

  @Test
  void layersAreListedWhereAskedFor() {
    describe(List.of("tanet_r50_sthv2_t8"), Set.of("--modules"), "32");

    assertThat(out.toString())
        .containsPattern("backbone\\.conv1\\.conv +Convolution2d +9,408 ")
        .containsPattern("cls_head\\.fc_cls +Linear +356,526 ");
  }

  @Test
  void withoutANameTheConfiguredNetworkIsDescribed() {
    Settings settings =
        Settings.load(
            List.of(),
            Optional.empty(),
            List.of(
                new Argument(1, "model.num-classes=5"),
                new Argument(2, "model.name=mine"),
                new Argument(3, "model.tanet.stage-blocks=[1]"),
                new Argument(4, "model.tanet.num-stages=1")));
    GivenArguments small = new GivenArguments(List.of(), Map.of("--size", List.of("32")), Set.of());

    assertThat(new DescribeJob().run(context(settings, small))).isEqualTo(ExitCode.OK);
    assertThat(out.toString()).containsPattern("mine +[0-9,]+ +8x32x32 ");
    assertThatThrownBy(() -> describe(List.of(), Set.of()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("num-classes");
  }

  @Test
  void namesAndSizesAreChecked() {
    assertThatThrownBy(() -> describe(List.of("tanet_r18"), Set.of()))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("tanet_r18")
        .hasMessageContaining("tanet_r152_k400_t8");
    assertThatThrownBy(() -> describe(List.of("tanet_r50_k400_t8"), Set.of(), "16"))
        .hasMessageContaining("between 32 and 1024");
    assertThatThrownBy(() -> describe(List.of("tanet_r50_k400_t8"), Set.of(), "big"))
        .hasMessageContaining("no whole number");
    assertThatThrownBy(() -> describe(List.of("tanet_r50_k400_t8"), Set.of("--all")))
        .hasMessageContaining("not both");
  }

  @Test
  void aDryRunListsNetworks() {
    GivenArguments all = new GivenArguments(List.of(), Map.of(), Set.of("--all"));

    assertThat(new DescribeJob().dryRun(context(Settings.defaults(), all))).isEqualTo(ExitCode.OK);
    assertThat(out.toString()).contains("tanet_r50_k400_t8      TANet R50, 8 frames, Kinetics-400");
  }

  @Test
  void publishedNetworksAreThoseOfTheirModelFiles() {
    List<NamedNetwork> withFile =
        PublishedNetworks.read().all().stream()
            .filter(network -> PublishedConf.model(network.name()).isPresent())
            .toList();

    assertThat(withFile).hasSizeGreaterThanOrEqualTo(3);
    for (NamedNetwork network : withFile) {
      ModelSettings file =
          PublishedConf.model(network.name()).orElseThrow().read(ModelSettings::read);
      assertThat(withoutDropout(network.model()))
          .as(network.name())
          .isEqualTo(withoutDropout(file.network().model()));
    }
  }

  private static ModelConfig withoutDropout(ModelConfig model) {
    return model instanceof TanetConfig tanet ? tanet.withHead(tanet.head().withDropout(0)) : model;
  }
}
