package io.kinespark.spark.cli;

import io.kinespark.guard.LocalNames;
import io.kinespark.spark.config.ConfigurationException;
import io.kinespark.spark.job.ExitCode;
import io.kinespark.spark.job.Job;
import io.kinespark.spark.job.UsageException;
import io.kinespark.spark.terminal.Terminal;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/**
 * The program that spark-submit starts.
 *
 * <p>It ends the process with a code of {@link ExitCode}, so that no thread a library left behind
 * keeps it alive.
 */
public final class Main {
  private final List<Job> jobs;
  private final PrintWriter out;
  private final PrintWriter err;

  /**
   * A command line with the given jobs.
   *
   * @param out where results go
   * @param err where errors go
   */
  Main(List<Job> jobs, PrintWriter out, PrintWriter err) {
    this.jobs = List.copyOf(jobs);
    this.out = Terminal.guarded(out);
    this.err = Terminal.guarded(err);
  }

  /**
   * Runs one command.
   *
   * @param arguments the command and its arguments
   */
  public static void main(String... arguments) {
    Charset console = console();
    Terminal.guard(console);
    int code =
        new Main(
                Jobs.all(),
                new PrintWriter(System.out, true, console),
                new PrintWriter(System.err, true, console))
            .run(arguments);
    boolean clusterEndsProcess = "cluster".equals(System.getProperty("spark.submit.deployMode"));
    if (code != ExitCode.OK || !clusterEndsProcess) {
      System.exit(code);
    }
  }

  /** That of the platform; UTF-8 where it has no letters but ASCII, which are the same in both. */
  private static Charset console() {
    Charset platform = Charset.defaultCharset();
    return platform.equals(StandardCharsets.US_ASCII) ? StandardCharsets.UTF_8 : platform;
  }

  /** Runs one command and answers its exit code. */
  int run(String... arguments) {
    try {
      Stream.of(arguments).forEach(LocalNames::requireWhole);
    } catch (IllegalArgumentException e) {
      FailureReport.print(e, false, err);
      return ExitCode.USAGE;
    }
    CommandLine commandLine = new CommandLine(new Root());
    for (Job job : jobs) {
      commandLine.addSubcommand(job.name(), JobCommand.of(job));
    }
    commandLine
        .setOut(out)
        .setErr(err)
        .setExpandAtFiles(false)
        .setColorScheme(Help.defaultColorScheme(Help.Ansi.OFF))
        .setExecutionExceptionHandler(Main::report);
    try {
      return commandLine.execute(arguments);
    } catch (Error e) {
      // The last chance to say what happened: a library that does not load, memory that ran out.
      FailureReport.print(e, true, err);
      return ExitCode.FAILED;
    } finally {
      out.flush();
      err.flush();
    }
  }

  private static int report(Exception failure, CommandLine commandLine, ParseResult parsed) {
    if (Ending.hasBegun()) {
      return ExitCode.FAILED;
    }
    boolean unusable =
        failure instanceof ConfigurationException || failure instanceof UsageException;
    boolean stacktrace =
        commandLine.getCommand() instanceof JobCommand command && command.stacktrace();
    FailureReport.print(failure, stacktrace, commandLine.getErr());
    return unusable ? ExitCode.USAGE : ExitCode.FAILED;
  }

  @Command(
      name = "kinespark",
      mixinStandardHelpOptions = true,
      versionProvider = VersionProvider.class,
      synopsisSubcommandLabel = "COMMAND",
      usageHelpAutoWidth = true,
      header = "Trains networks for action recognition in videos on Spark clusters.%n",
      exitCodeListHeading = "%nExit codes:%n",
      exitCodeList = {
        "0:the job did all it was asked to",
        "1:the job failed, or a check did not pass",
        "2:the command line or the configuration cannot be used",
        "130, 143:the process was asked to end, by Ctrl-C or kill"
      },
      footer = "%n'kinespark COMMAND --help' describes a command.")
  private static final class Root implements Runnable {
    @Spec private CommandSpec spec;

    @Override
    public void run() {
      throw new ParameterException(spec.commandLine(), "Which command?");
    }
  }
}
