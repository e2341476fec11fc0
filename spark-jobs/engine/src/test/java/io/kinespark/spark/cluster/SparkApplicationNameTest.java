package io.kinespark.spark.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;

class SparkApplicationNameTest {
  private static String named(SparkConf conf) {
    SparkApplication.nameIfUnnamed(conf, "mine");
    return conf.get("spark.app.name");
  }

  @Test
  void theConfiguredNameReplacesWhatSparkSubmitMakesOfTheMainClass() {
    assertThat(named(new SparkConf(false).set("spark.app.name", "io.kinespark.spark.cli.Main")))
        .isEqualTo("mine");
    assertThat(named(new SparkConf(false))).isEqualTo("mine");
  }

  @Test
  void aNameThatIsSaidToSparkSubmitStays() {
    assertThat(named(new SparkConf(false).set("spark.app.name", "theirs"))).isEqualTo("theirs");
  }
}
