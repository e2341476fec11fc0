package io.kinespark.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinespark.spark.config.Settings;
import io.kinespark.spark.job.ExitCode;
import io.kinespark.spark.job.GivenArguments;
import io.kinespark.spark.job.JobContext;
import io.kinespark.spark.job.UsageException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyJobTest {
  private static final String HEAD =
      "{'case':'%s','what':'a head','mode':'eval','input':{'shape':[4,8,2,2]},'params':%d,"
          + "'model':{'kind':'TSMHead','num_classes':3,'in_channels':8,'num_segments':4}}";

  private final StringWriter out = new StringWriter();
  @TempDir private Path folder;

  private int run(boolean dry, String... globs) throws IOException {
    GivenArguments arguments =
        new GivenArguments(List.of(folder.toString()), Map.of("--case", List.of(globs)), Set.of());
    PrintWriter console = new PrintWriter(out, true);
    JobContext context = new JobContext(Settings.defaults(), arguments, console, console);
    return dry ? new VerifyJob().dryRun(context) : new VerifyJob().run(context);
  }

  private void write(String file, String json) throws IOException {
    Files.writeString(folder.resolve(file), json.replace('\'', '"'));
  }

  @Test
  void everyCaseIsARowAndAllMustPass() throws IOException {
    write("cases.json", "[" + HEAD.formatted("small_head", 27) + "]");
    write("data_cases.json", "{'center_crop':[{'wh':[10,7],'crop':4,'box':[3,1,7,5]}]}");

    assertThat(run(false)).isEqualTo(ExitCode.OK);
    assertThat(out.toString())
        .containsPattern("small_head +a head +0 +0 +pass +[0-9.]+\\R")
        .containsPattern("center_crop +where the centre crop lies +0 +0 +pass +[0-9.]+\\R")
        .contains("2 cases: 2 passed, 0 failed, 0 not supported");
  }

  @Test
  void theSuiteGoesOnAfterFailures() throws IOException {
    write(
        "cases.json",
        "["
            + HEAD.formatted("wrong_head", 28)
            + ",{'case':'odd','what':'no such thing','model':{'kind':'Transformer'}},"
            + HEAD.formatted("damaged", 27)
            + ","
            + HEAD.formatted("last", 27)
            + "]");
    write("damaged.safetensors", "not tensors");

    assertThat(run(false)).isEqualTo(ExitCode.FAILED);
    assertThat(out.toString())
        .containsPattern("wrong_head +a head +0 +0 +FAIL.*\\R +params is 27, not 28\\R")
        .containsPattern("odd .* NOT SUPPORTED.*\\R +no runner knows kind 'Transformer'")
        .containsPattern("damaged +a head +- +- +FAIL.*\\R .*damaged.safetensors")
        .containsPattern("last .* pass ")
        .contains("4 cases: 1 passed, 2 failed, 1 not supported");
  }

  @Test
  void aNotSupportedListAloneFails() throws IOException {
    write("data_cases.json", "{'mosaic':[{}]}");

    assertThat(run(false)).isEqualTo(ExitCode.FAILED);
    assertThat(out.toString()).contains("NOT SUPPORTED", "1 not supported");
  }

  @Test
  void aDryRunNamesRunnersAndRunsNothing() throws IOException {
    write("cases.json", "[" + HEAD.formatted("wrong_head", 28) + "]");

    assertThat(run(true)).isEqualTo(ExitCode.OK);
    assertThat(out.toString()).containsPattern("wrong_head +HeadCaseRunner\\R");

    write("data_cases.json", "{'mosaic':[{}]}");
    assertThat(run(true)).isEqualTo(ExitCode.FAILED);
    assertThat(out.toString()).containsPattern("mosaic +NOT SUPPORTED\\R");
  }

  @Test
  void casesAreChosenByName() throws IOException {
    write(
        "cases.json",
        "["
            + HEAD.formatted("head_a", 27)
            + ","
            + HEAD.formatted("head_b", 27)
            + ","
            + HEAD.formatted("other", 1)
            + "]");

    assertThat(run(false, "head_*")).isEqualTo(ExitCode.OK);
    assertThat(out.toString()).contains("2 cases: 2 passed").doesNotContain("other");
    assertThatThrownBy(() -> run(false, "none"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("none");
  }

  @Test
  void aFolderWithoutCasesIsAUsageError() {
    assertThatThrownBy(() -> run(false))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("cases.json");
  }
}
