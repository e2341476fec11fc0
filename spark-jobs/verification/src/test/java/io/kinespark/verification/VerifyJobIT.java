package io.kinespark.verification;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinespark.spark.config.Settings;
import io.kinespark.spark.job.ExitCode;
import io.kinespark.spark.job.GivenArguments;
import io.kinespark.spark.job.JobContext;
import io.kinespark.verification.data.DataCase;
import io.kinespark.verification.reference.ReferenceCase;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class VerifyJobIT {
  @Test
  void everyCaseOfTheReferencePasses() throws IOException {
    Path folder = Path.of("..", "..", "..", "shared", "reference", "tanet");
    Assumptions.assumeTrue(Files.isDirectory(folder), "the reference folder is not here");
    StringWriter out = new StringWriter();
    PrintWriter console = new PrintWriter(out, true);
    GivenArguments arguments = new GivenArguments(List.of(folder.toString()), Map.of(), Set.of());

    int code =
        new VerifyJob().run(new JobContext(Settings.defaults(), arguments, console, console));

    int cases = ReferenceCase.readDescriptions(folder).size() + DataCase.readAll(folder).size();
    assertThat(code).as(out.toString()).isEqualTo(ExitCode.OK);
    assertThat(out.toString())
        .contains("%d cases: %d passed, 0 failed, 0 not supported".formatted(cases, cases));
  }

  @Test
  void replicasOfVov3dTrainThroughTheEngine() throws IOException {
    Path folder = Path.of("src", "test", "resources", "reference", "vov3d");
    StringWriter out = new StringWriter();
    PrintWriter console = new PrintWriter(out, true);
    GivenArguments arguments =
        new GivenArguments(
            List.of(folder.toString()), Map.of("--case", List.of("vov3d_m_ddp2")), Set.of());

    int code =
        new VerifyJob().run(new JobContext(Settings.defaults(), arguments, console, console));

    assertThat(code).as(out.toString()).isEqualTo(ExitCode.OK);
    assertThat(out.toString()).contains("1 cases: 1 passed");
  }
}
