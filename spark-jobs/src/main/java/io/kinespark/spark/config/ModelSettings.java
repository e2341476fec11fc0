package io.kinespark.spark.config;

import io.kinespark.models.InputNormalization;
import io.kinespark.models.ModelConfig;
import io.kinespark.models.NetworkSpec;
import io.kinespark.models.Precision;
import io.kinespark.models.family.ModelFamilies;
import io.kinespark.settings.Interval;
import java.util.List;

/**
 * The section {@code kinespark.model}: which network, on what device, starting from what.
 *
 * @param name the model's name in logs and reports
 * @param network what is needed to build the network on any machine
 * @param initialWeights what parameters start from, in this order; the seed gives the others
 */
public record ModelSettings(
    String name, NetworkSpec network, List<WeightsSettings> initialWeights) {

  /** Reads the section, {@code root} being at {@code kinespark}. */
  public static ModelSettings read(ConfigReader root) {
    ConfigReader model = root.section("model");
    int numClasses = model.integer("num-classes", Interval.atLeast(2));
    int numSegments = model.integer("num-segments", Interval.atLeast(1));
    ModelConfig config =
        ModelFamilies.named(model.named("family", ModelFamilies.names()))
            .read(model, numClasses, numSegments);
    ConfigReader channels = model.section("normalization");
    InputNormalization normalization =
        channels.build(
            () ->
                new InputNormalization(
                    channels.numbers("mean", Interval.between(0, 255)),
                    channels.numbers("std", new Interval(0, false, 255, true))),
            InputNormalization.imageNet());
    Precision precision = model.choice("precision", Precision.class);
    String device = model.text("device");
    long seed = model.longInteger("seed", Interval.any());
    return new ModelSettings(
        model.text("name"),
        model.build(
            () -> new NetworkSpec(config, normalization, precision, device, seed),
            NetworkSpec.of(config)),
        WeightsSettings.read(model));
  }
}
