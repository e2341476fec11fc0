package io.kinespark.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinespark.spark.config.TrainSettings;
import io.kinespark.spark.job.ArgumentSpec;
import io.kinespark.spark.job.ExitCode;
import io.kinespark.spark.job.GivenArguments;
import io.kinespark.spark.job.Job;
import io.kinespark.spark.job.JobContext;
import io.kinespark.spark.job.UsageException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MainTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final Rehearsal rehearsal = new Rehearsal();

  /** A job that reads the settings of training and tells how it was called. */
  private static final class Rehearsal implements Job {
    private Exception failure;

    @Override
    public String name() {
      return "rehearse";
    }

    @Override
    public String summary() {
      return "Reads its settings";
    }

    @Override
    public List<String> description() {
      return List.of("Says how many epochs it was asked for.");
    }

    @Override
    public int run(JobContext context) throws Exception {
      TrainSettings train = context.settings().read(TrainSettings::read);
      if (failure != null) {
        throw failure;
      }
      context.out().println("run " + train.epochs());
      return train.epochs() == 13 ? ExitCode.FAILED : ExitCode.OK;
    }

    @Override
    public int dryRun(JobContext context) {
      context.out().println("dry run " + context.settings().read(TrainSettings::read).epochs());
      return ExitCode.OK;
    }
  }

  /** A job that tells which arguments of its own it got. */
  private static final class Errand implements Job {
    @Override
    public String name() {
      return "errand";
    }

    @Override
    public String summary() {
      return "Goes to places";
    }

    @Override
    public List<String> description() {
      return List.of();
    }

    @Override
    public List<ArgumentSpec> arguments() {
      return List.of(
          new ArgumentSpec.Words("PLACE", "Where to go."),
          new ArgumentSpec.Option("--buy", "THING", "What to buy."),
          new ArgumentSpec.Flag("--fast", "Run."));
    }

    @Override
    public int run(JobContext context) {
      GivenArguments given = context.arguments();
      if (given.words().isEmpty()) {
        throw new UsageException("name a place");
      }
      int epochs = context.settings().read(TrainSettings::read).epochs();
      context.out().println(given.words() + " " + given.option("--buy") + given.flag("--fast"));
      context.out().println(epochs);
      return ExitCode.OK;
    }

    @Override
    public int dryRun(JobContext context) {
      return run(context);
    }
  }

  /** A job whose word is its configuration file. */
  private static final class Journey implements Job {
    @Override
    public String name() {
      return "journey";
    }

    @Override
    public String summary() {
      return "Follows a map";
    }

    @Override
    public List<String> description() {
      return List.of();
    }

    @Override
    public List<ArgumentSpec> arguments() {
      return List.of(new ArgumentSpec.ConfigurationFile("MAP.conf", "The map."));
    }

    @Override
    public int run(JobContext context) {
      context.out().println(context.settings().read(TrainSettings::read).output());
      return ExitCode.OK;
    }

    @Override
    public int dryRun(JobContext context) {
      return run(context);
    }
  }

  @Test
  void aWordCanNameTheConfigurationFile(@TempDir Path folder) throws IOException {
    String map =
        Files.writeString(folder.resolve("map.conf"), "kinespark.train.output = a").toString();

    assertThat(run("journey", map)).isEqualTo(ExitCode.OK);
    assertThat(run("journey", map, "train.output=b")).isEqualTo(ExitCode.OK);
    assertThat(run("journey", "--conf", map)).isEqualTo(ExitCode.OK);
    assertThat(out.toString()).isEqualToNormalizingNewlines("a\nb\na\n");
    assertThat(run("journey", map, "other.conf")).isEqualTo(ExitCode.USAGE);
    assertThat(run("journey", "--conf", map, map)).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains("one configuration file is taken, not " + map);
  }

  @Test
  void jobsCanHaveArgumentsOfTheirOwn() {
    assertThat(
            run(
                "errand",
                "a/b=c",
                "train.output=x",
                "--buy",
                "milk",
                "shop",
                "--buy=tea",
                "train.epochs=6",
                "--fast"))
        .isEqualTo(ExitCode.OK);
    assertThat(run("errand", "bank", "train.output=x")).isEqualTo(ExitCode.OK);
    assertThat(out.toString())
        .isEqualToNormalizingNewlines("[a/b=c, shop] [milk, tea]true\n6\n[bank] []false\n100\n");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void argumentsThatTheJobRefusesAreAUsageError() {
    assertThat(run("errand", "train.output=x")).isEqualTo(ExitCode.USAGE);
    assertThat(run("errand", "home", "train.output=x", "train.epochs=0")).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString())
        .contains("error: name a place")
        .contains("kinespark.train.epochs = \"0\" (command line argument 4)");
    assertThat(run("errand", "--buy")).isEqualTo(ExitCode.USAGE);
    assertThat(run("rehearse", "--buy", "milk")).isEqualTo(ExitCode.USAGE);
    assertThat(run("rehearse", "shop")).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void helpNamesTheJobsOwnArguments() {
    assertThat(run("errand", "--help")).isEqualTo(ExitCode.OK);
    assertThat(out.toString())
        .contains("[PLACE...]", "[key=value...]", "--buy=THING", "What to buy.", "--fast");
  }

  @Test
  void aCommandRunsItsJobWithTheConfiguration(@TempDir Path folder) throws IOException {
    Path file =
        Files.writeString(folder.resolve("run.conf"), "kinespark.train { output = x, epochs = 4 }");

    assertThat(run("rehearse", "--conf", file.toString())).isEqualTo(ExitCode.OK);
    assertThat(run("rehearse", "--conf", file.toString(), "train.epochs=5", "--dry-run"))
        .isEqualTo(ExitCode.OK);
    assertThat(out.toString()).isEqualToNormalizingNewlines("run 4\ndry run 5\n");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void theJobsExitCodeIsTheCommands() {
    assertThat(run("rehearse", "train.output=x", "train.epochs=13")).isEqualTo(ExitCode.FAILED);
  }

  @Test
  void aConfigurationErrorNamesTheArgumentAndHasNoStack() {
    assertThat(run("rehearse", "--dry-run", "train.output=x", "train.epochs=0"))
        .isEqualTo(ExitCode.USAGE);
    assertThat(err.toString())
        .contains("error: The configuration has a problem:")
        .contains("kinespark.train.epochs = \"0\" (command line argument 4)")
        .doesNotContain("\tat ");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void aFailureSaysWhatItsCausesAdd() {
    rehearsal.failure =
        new IOException("no shard 3", new IllegalStateException("disk is full", new IOException()));

    assertThat(run("rehearse", "train.output=x")).isEqualTo(ExitCode.FAILED);
    assertThat(err.toString())
        .isEqualToNormalizingNewlines(
            "error: no shard 3\n  caused by: disk is full\n  caused by: java.io.IOException\n");
  }

  @Test
  void theStackIsPrintedWhereAskedFor() {
    rehearsal.failure = new IOException("no shard 3");

    assertThat(run("rehearse", "--stacktrace", "train.output=x")).isEqualTo(ExitCode.FAILED);
    assertThat(err.toString()).contains("error: no shard 3").contains("\tat ");
  }

  @Test
  void theConfigurationIsPrintedWithOrigins() {
    assertThat(run("rehearse", "--print-config", "train.epochs=9")).isEqualTo(ExitCode.OK);
    assertThat(out.toString())
        .contains("kinespark.train.epochs = \"9\"  # command line argument 3")
        .containsPattern("kinespark\\.train\\.output = null  # .*reference\\.conf: \\d+")
        .doesNotContain("run 9");
  }

  @Test
  void printingAConfigurationWithUnknownKeysSaysSo() {
    assertThat(run("rehearse", "--print-config", "train.epoch=9")).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains("did you mean kinespark.train.epochs?");
  }

  @Test
  void helpDescribesTheCommand() {
    assertThat(run("rehearse", "--help")).isEqualTo(ExitCode.OK);
    assertThat(out.toString())
        .contains("Reads its settings.")
        .contains("Says how many epochs it was asked for.")
        .contains("--conf", "--print-config", "--dry-run", "key=value");
  }

  @Test
  void whatIsNoCommandIsAUsageError() {
    assertThat(run("rehearsal")).isEqualTo(ExitCode.USAGE);
    assertThat(run()).isEqualTo(ExitCode.USAGE);
    assertThat(run("rehearse", "--epochs", "3")).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains("rehearse", "Which command?", "--epochs");
  }

  private int run(String... arguments) {
    return new Main(
            List.of(rehearsal, new Errand(), new Journey()),
            new PrintWriter(out, true),
            new PrintWriter(err, true))
        .run(arguments);
  }

  @Test
  void controlCharactersOfAnyInputAreShownInsteadOfActedOn(@TempDir Path folder)
      throws IOException {
    rehearsal.failure =
        new IOException("video \u001b]0;title\u0007\r\u202e\u009b31m über 挥手 cannot be read");
    Path file = folder.resolve("run.conf");
    Files.writeString(file, "kinespark.train.output = out\nkinespark.\"k\\u001b[2J\" = 1\n");

    run("rehearse", "train.output=out");
    run("rehearse", "--conf", file.toString());
    run("rehearse", "--print-config", "train.output=\u001b[31mred");
    run("rehearse", "--no-such\u001b[2J", "train.output=out");

    assertThat(out.toString() + err)
        .contains("\\u001b]0;title\\u0007\\u000d\\u202e\\u009b31m über 挥手 cannot be read")
        .doesNotContainPattern("[\\p{Cc}\u2028\u2029\u202a-\u202e&&[^\n\t]]");
  }
}
