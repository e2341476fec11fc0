package io.kinespark.spark.describe;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinespark.models.complexity.NetworkComplexity;
import io.kinespark.spark.config.Settings;
import io.kinespark.spark.job.ExitCode;
import io.kinespark.spark.job.GivenArguments;
import io.kinespark.spark.job.JobContext;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DescribeJobIT {
  /** Parameters measured on the originals. */
  @ParameterizedTest
  @CsvSource({
    "tanet_r50_sthv1_t16, 25134670",
    "tanet_r50_k400_t16, 25597744",
    "tanet_r101_k400_t8, 45702272",
    "tanet_r101_sthv1_t8, 45239198",
    "tanet_r101_sthv1_t16, 45254510",
    "tanet_r152_k400_t8, 62268880",
    "tanet_r152_sthv1_t8, 61805806",
    "tanet_r152_sthv1_t16, 61829006"
  })
  void publishedNetworksHaveTheOriginalsParameters(String name, long parameters) {
    NamedNetwork network = PublishedNetworks.read().find(name).orElseThrow();

    assertThat(NetworkComplexity.measure(network.model(), 32, 32).parameters())
        .isEqualTo(parameters);
  }

  @Test
  void resNet50IsAsLargeAsPublished() {
    StringWriter out = new StringWriter();
    PrintWriter console = new PrintWriter(out, true);
    GivenArguments arguments =
        new GivenArguments(List.of("tanet_r50_k400_t8", "tanet_r50_sthv1_t8"), Map.of(), Set.of());

    int code =
        new DescribeJob().run(new JobContext(Settings.defaults(), arguments, console, console));

    assertThat(code).isEqualTo(ExitCode.OK);
    assertThat(out.toString())
        .containsPattern("_k400_t8 +25,590,320 +8x224x224 +32\\.714 G +45\\.8 M ")
        .containsPattern("8x256x256 +42\\.724 G +59\\.8 M .* 43\\.0G, 25\\.6M +0\\.994\\R")
        .containsPattern("_sthv1_t8 +25,127,246 +8x224x224 +32\\.711 G ")
        .containsPattern("8x256x256 +42\\.720 G .* 43\\.1G, 25\\.1M +0\\.991\\R")
        .contains("Why the published figures differ");
  }
}
