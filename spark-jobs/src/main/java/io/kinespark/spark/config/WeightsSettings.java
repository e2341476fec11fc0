package io.kinespark.spark.config;

import io.kinespark.models.family.ModelFamilies;
import io.kinespark.models.family.PartWeights;
import io.kinespark.models.training.LoadPolicy;
import io.kinespark.models.weights.WeightNames;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/**
 * The weights that a network, or a part of it, starts from ({@code
 * kinespark.model.initial-weights*}).
 *
 * @param location a file on any Hadoop file system, or the output of a run
 * @param key of the state dict in a file, where convention does not tell
 * @param names in whose names its entries are
 * @param missing entries of the network that it may lack, beyond those of such files
 * @param unexpected entries of its own that the network may lack
 * @param reshaped entries that may have another shape, beyond those of such files
 * @param classifier what becomes of the file's classifiers
 */
public record WeightsSettings(
    String location,
    Optional<String> key,
    WeightNames names,
    List<Pattern> missing,
    List<Pattern> unexpected,
    List<Pattern> reshaped,
    Classifier classifier) {

  /** What becomes of a file's classifiers. */
  public enum Classifier {
    /** They are taken, which needs the classes of the manifest in their order. */
    KEEP,
    /** The network's keep the values of the seed. */
    REPLACE
  }

  /** Reads the keys, {@code model} being at {@code kinespark.model}; in the order of loading. */
  static List<WeightsSettings> read(ConfigReader model) {
    Optional<String> key = model.optionalText("initial-weights-key");
    WeightNames names = model.named("initial-weights-names", WeightNames.all());
    ConfigReader allowed = model.section("initial-weights-allowed");
    List<Pattern> missing = patterns(allowed, "missing");
    List<Pattern> unexpected = patterns(allowed, "unexpected");
    List<Pattern> reshaped = patterns(allowed, "reshaped");
    Classifier classifier = model.choice("initial-weights-classifier", Classifier.class);
    Optional<WeightsSettings> whole =
        model
            .optionalLocation("initial-weights")
            .map(
                file ->
                    new WeightsSettings(
                        file, key, names, missing, unexpected, reshaped, classifier));
    return Stream.concat(whole.stream(), ofParts(model)).toList();
  }

  private static Stream<WeightsSettings> ofParts(ConfigReader model) {
    return ModelFamilies.all().stream()
        .flatMap(family -> family.partWeights().stream())
        .distinct()
        .flatMap(part -> model.optionalLocation(part.key()).map(file -> of(part, file)).stream());
  }

  private static WeightsSettings of(PartWeights part, String file) {
    return new WeightsSettings(
        file,
        Optional.empty(),
        WeightNames.of(part.scheme()),
        List.of(),
        List.of(),
        List.of(),
        Classifier.KEEP);
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
