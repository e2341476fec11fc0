package io.kinespark.spark.config;

import io.kinespark.models.training.LoadPolicy;
import io.kinespark.models.weights.WeightNames;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * The weights that a network starts from ({@code kinespark.model.initial-weights*}).
 *
 * @param file on any Hadoop file system
 * @param location of the state dict in it, where convention does not tell
 * @param names in whose names its entries are
 * @param missing entries of the network that it may lack, beyond those of such files
 * @param unexpected entries of its own that the network may lack
 * @param reshaped entries that may have another shape, beyond those of such files
 */
public record WeightsSettings(
    String file,
    Optional<String> location,
    WeightNames names,
    List<Pattern> missing,
    List<Pattern> unexpected,
    List<Pattern> reshaped) {

  /** Reads the keys, {@code model} being at {@code kinespark.model}. */
  static Optional<WeightsSettings> read(ConfigReader model) {
    Optional<String> location = model.optionalText("initial-weights-key");
    WeightNames names = model.choice("initial-weights-names", WeightNames.class);
    ConfigReader allowed = model.section("initial-weights-allowed");
    List<Pattern> missing = patterns(allowed, "missing");
    List<Pattern> unexpected = patterns(allowed, "unexpected");
    List<Pattern> reshaped = patterns(allowed, "reshaped");
    return model
        .optionalLocation("initial-weights")
        .map(file -> new WeightsSettings(file, location, names, missing, unexpected, reshaped));
  }

  /** Reads the key of SDCOM's static network, which is loaded after the others (SPEC 10). */
  static Optional<WeightsSettings> readStatic(ConfigReader model) {
    return model
        .optionalLocation("initial-static-weights")
        .map(
            file ->
                new WeightsSettings(
                    file,
                    Optional.empty(),
                    WeightNames.IMAGENET_STATIC,
                    List.of(),
                    List.of(),
                    List.of()));
  }

  /** A list of regular expressions. */
  static List<Pattern> patterns(ConfigReader section, String key) {
    try {
      return section.texts(key).stream().map(Pattern::compile).toList();
    } catch (PatternSyntaxException e) {
      section.problem(key, "must be a list of regular expressions: " + e.getDescription());
      return List.of();
    }
  }

  /** What such files may lack or have anyway, and what the user allows. */
  public LoadPolicy extend(LoadPolicy expected) {
    return expected.and(new LoadPolicy(missing, unexpected, reshaped));
  }
}
