package io.kinespark.spark.cli;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
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
        command.addPositional(
            PositionalParamSpec.builder()
                .index("0..*")
                .arity("0..*")
                .type(List.class)
                .auxiliaryTypes(String.class)
                .paramLabel(words.label())
                .description(words.description())
                .build());
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

  /** Whether the word is {@code key=value}; without words of the job's own, every word must be. */
  boolean isOverride(String word) {
    return specs.stream().noneMatch(ArgumentSpec.Words.class::isInstance)
        || OVERRIDE.matcher(word).matches();
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
