package io.kinespark.spark.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinespark.spark.evaluate.metrics.AbsentClasses;
import io.kinespark.spark.evaluate.metrics.EvaluationMetrics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

final class ComparisonTest {

  @Test
  void networksAreRowsAndReportsAreNamed() {
    assertThat(
            new Comparison(
                List.of(
                    result(Contestant.WITH_TEMPORAL_MODULES, 533_200, 0.9875),
                    result(Contestant.WITHOUT_TEMPORAL_MODULES, 510_488, 0.5))))
        .hasToString(
            """
            network            parameters  videos   top-1  training
            -----------------  ----------  ------  ------  --------
            TANet                 533,200      80  98.8 %      61 s
            TANet without TAM     510,488      80  50.0 %      61 s
            Classes come in pairs that differ only in the order of time: a network that does not see it cannot pass 50 %.
            report of TANet: /q/tanet/report.html
            report of TANet without TAM: /q/tanet-without-tam/report.html
            """);
  }

  private static QuickstartResult result(Contestant contestant, int parameters, double top1) {
    EvaluationMetrics metrics =
        new EvaluationMetrics(
            80,
            OptionalDouble.of(top1),
            OptionalDouble.of(1),
            OptionalDouble.of(top1),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            AbsentClasses.LEFT_OUT);
    return new QuickstartResult(
        contestant,
        parameters,
        metrics,
        Duration.ofMillis(61_400),
        Path.of("/q", contestant.folder(), "report.html"));
  }
}
