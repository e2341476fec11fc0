package io.kinespark.spark.cli;

import io.kinespark.spark.job.ArgumentSpec;
import io.kinespark.spark.job.GivenArguments;
import io.kinespark.spark.job.UsageException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** Puts a job's own arguments into its command and finds them in what was given. */
record JobArguments(List<ArgumentSpec> specs) {
  /** A word that sets a key; a path of that look can be written as {@code ./a=b}. */
  private static final Pattern OVERRIDE = Pattern.compile("[^/=]*=.*", Pattern.DOTALL);

  /** Adds the arguments to the command's options and to its help. */
  void declare(CommandSpec command) {
    for (ArgumentSpec spec : specs) {
      if (spec instanceof ArgumentSpec.Words words) {
        command.addPositional(positional(words.label(), words));
      } else if (spec instanceof ArgumentSpec.ConfigurationFile file) {
        command.addPositional(positional(file.label(), file));
      } else if (spec instanceof ArgumentSpec.Option option) {
        command.addOption(
            OptionSpec.builder(option.name())
                .arity("1")
                .type(List.class)
                .auxiliaryTypes(String.class)
                .paramLabel(option.label())
                .description(option.description())
                .build());
      } else if (spec instanceof ArgumentSpec.Flag flag) {
        command.addOption(
            OptionSpec.builder(flag.name())
                .arity("0")
                .type(boolean.class)
                .description(flag.description())
                .build());
      }
    }
  }

  private static PositionalParamSpec positional(String label, ArgumentSpec spec) {
    return PositionalParamSpec.builder()
        .index("0..*")
        .arity("0..*")
        .type(List.class)
        .auxiliaryTypes(String.class)
        .paramLabel(label)
        .description(spec.description())
        .build();
  }

  /** Whether the word is {@code key=value}; without words of the job's own, every word must be. */
  boolean isOverride(String word) {
    boolean hasWords = namesFile() || specs.stream().anyMatch(ArgumentSpec.Words.class::isInstance);
    return !hasWords || OVERRIDE.matcher(word).matches();
  }

  private boolean namesFile() {
    return specs.stream().anyMatch(ArgumentSpec.ConfigurationFile.class::isInstance);
  }

  /**
   * The configuration file: what {@code --conf} names, or the one word of a job that takes it so.
   *
   * @param option the option's value
   * @param words those words that are not {@code key=value}
   * @throws UsageException if several files are named
   */
  Optional<Path> configurationFile(Optional<Path> option, List<String> words) {
    if (!namesFile() || words.isEmpty()) {
      return option;
    }
    if (option.isPresent() || words.size() > 1) {
      throw new UsageException(
          "one configuration file is taken, not %s; a file can include others"
              .formatted(
                  Stream.concat(option.map(Path::toString).stream(), words.stream())
                      .collect(Collectors.joining(", "))));
    }
    return Optional.of(Path.of(words.get(0)));
  }

  /**
   * What was given.
   *
   * @param words those words that are not {@code key=value}
   */
  GivenArguments given(CommandLine command, List<String> words) {
    ParseResult parsed = command.getParseResult();
    Map<String, List<String>> options = new LinkedHashMap<>();
    Set<String> flags = new LinkedHashSet<>();
    for (ArgumentSpec spec : specs) {
      if (spec instanceof ArgumentSpec.Option option && parsed.hasMatchedOption(option.name())) {
        options.put(option.name(), parsed.matchedOption(option.name()).stringValues());
      } else if (spec instanceof ArgumentSpec.Flag flag && parsed.hasMatchedOption(flag.name())) {
        flags.add(flag.name());
      }
    }
    return new GivenArguments(words, options, flags);
  }
}
