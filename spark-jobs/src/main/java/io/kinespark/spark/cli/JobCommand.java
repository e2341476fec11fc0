package io.kinespark.spark.cli;

import io.kinespark.guard.LocalNames;
import io.kinespark.guard.NativeFolder;
import io.kinespark.spark.config.Argument;
import io.kinespark.spark.config.ConfigProblem;
import io.kinespark.spark.config.Settings;
import io.kinespark.spark.job.ExitCode;
import io.kinespark.spark.job.Job;
import io.kinespark.spark.job.JobContext;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The options that every job's command has, and the way from them to the job. */
@Command(
    mixinStandardHelpOptions = true,
    versionProvider = VersionProvider.class,
    sortOptions = false,
    usageHelpAutoWidth = true,
    footer = {
      "%nOptions of spark-submit come before a lone --, those of the command after it:",
      "  submit/kinespark COMMAND --master yarn -- --conf FILE key=value"
    })
final class JobCommand implements Callable<Integer> {
  private final Job job;
  private final JobArguments arguments;

  @Spec private CommandSpec spec;

  @Option(
      names = "--conf",
      paramLabel = "FILE",
      description = "HOCON file whose values override the defaults.")
  private Optional<Path> file = Optional.empty();

  @Option(
      names = "--print-config",
      description = "Print every resolved value with the file and line it comes from, and stop.")
  private boolean printConfig;

  @Option(
      names = "--dry-run",
      description = "Check that the job would find what it needs, and stop.")
  private boolean dryRun;

  @Option(names = "--stacktrace", description = "Print where in the program an error came from.")
  private boolean stacktrace;

  @Parameters(
      paramLabel = "key=value",
      arity = "0..*",
      description =
          "Values that override those of the file, such as train.epochs=10; the leading"
              + " 'kinespark.' may be left out.")
  private List<String> words = new ArrayList<>();

  JobCommand(Job job) {
    this.job = job;
    this.arguments = new JobArguments(job.arguments());
  }

  /** A command line for one job, with the job's own arguments and help. */
  static CommandLine of(Job job) {
    JobCommand command = new JobCommand(job);
    CommandLine commandLine = new CommandLine(command);
    command.arguments.declare(commandLine.getCommandSpec());
    commandLine
        .getCommandSpec()
        .usageMessage()
        .header(job.summary() + ".%n")
        .description(job.description().toArray(String[]::new));
    return commandLine;
  }

  boolean stacktrace() {
    return stacktrace;
  }

  @Override
  @SuppressWarnings("try") // the resource is there to be closed
  public Integer call() throws Exception {
    PrintWriter err = spec.commandLine().getErr();
    try (Ending ending = Ending.of(job.name(), err)) {
      return run(spec.commandLine().getOut(), err);
    }
  }

  private int run(PrintWriter out, PrintWriter err) throws Exception {
    LocalNames.install();
    List<String> own = words.stream().filter(word -> !arguments.isOverride(word)).toList();
    Settings settings =
        Settings.load(job.presets(), arguments.configurationFile(file, own), overrides());
    if (printConfig) {
      return print(settings, out, err);
    }
    NativeFolder.prepare();
    JobContext context =
        new JobContext(settings, arguments.given(spec.commandLine(), own), out, err);
    return dryRun ? job.dryRun(context) : job.run(context);
  }

  private static int print(Settings settings, PrintWriter out, PrintWriter err) {
    settings
        .values()
        .forEach(
            value -> out.println(value.key() + " = " + value.value() + "  # " + value.origin()));
    out.flush();
    for (ConfigProblem problem : settings.problems()) {
      err.println("error: " + problem);
    }
    err.flush();
    return settings.problems().isEmpty() ? ExitCode.OK : ExitCode.USAGE;
  }

  private List<Argument> overrides() {
    List<String> commandLine = spec.root().commandLine().getParseResult().originalArgs();
    List<Argument> overrides = new ArrayList<>();
    int position = 0;
    for (String word : words) {
      while (!commandLine.get(position).equals(word)) {
        position++;
      }
      position++;
      if (arguments.isOverride(word)) {
        overrides.add(new Argument(position, word));
      }
    }
    return overrides;
  }
}
