package io.kinespark.spark.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinespark.models.reference.CaseResult;
import io.kinespark.models.reference.ReferenceCase;
import io.kinespark.spark.bigdl.BigDlEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class TrajectoryCaseRunnerIT {

  @Test
  void everyTrajectoryOfTheReferenceIsFollowed() throws IOException {
    Path folder = Path.of("../../shared/reference/tanet");
    Assumptions.assumeTrue(Files.isDirectory(folder), "the reference folder is not here");
    SparkConf conf =
        new SparkConf()
            .setMaster("local[2]")
            .setAppName("trajectories")
            .set("spark.ui.enabled", "false");
    List<ReferenceCase> cases =
        ReferenceCase.readAll(folder).stream().filter(ReferenceCase::isTrajectory).toList();
    assertThat(cases).hasSizeGreaterThan(3);
    try (var spark = new JavaSparkContext(conf)) {
      var runner = new TrajectoryCaseRunner(() -> new ReplicaSite(new BigDlEngine(spark), 2));
      for (ReferenceCase reference : cases) {
        assertThat(runner.supports(reference)).isTrue();
        CaseResult result = runner.run(reference);
        System.out.println(result);
        assertThat(result.status()).as("%s", result).isEqualTo(CaseResult.Status.PASS);
      }
    }
  }
}
