package io.kinespark.spark.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinespark.testing.LocalMaster;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LocalMaster.class)
class SparkApplicationTest {

  private static final Map<String, String> GIVEN =
      Map.of(
          "spark.dynamicAllocation.enabled", "true",
          "spark.shuffle.service.enabled", "true",
          "spark.speculation", "true");

  @AfterEach
  void clear() {
    GIVEN.keySet().forEach(System::clearProperty);
  }

  @Test
  void whatTakesExecutorsAwayOrDoublesTasksIsSwitchedOff() {
    GIVEN.forEach(System::setProperty);
    try (var application =
        SparkApplication.oneTaskPerExecutor("fixed", Map.of("spark.task.maxFailures", "1"))) {
      var conf = application.context().getConf();
      assertThat(GIVEN.keySet()).allMatch(key -> conf.get(key).equals("false"));
      assertThat(conf.get("spark.task.maxFailures")).isEqualTo("1");
    }
  }
}
