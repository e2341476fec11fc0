package io.kinespark.spark.describe;

import io.kinespark.models.ModelConfig;
import java.util.Optional;

/**
 * A network to describe.
 *
 * @param name how the command line calls it
 * @param title how people call it
 * @param model its architecture
 * @param published what was published of its size, if anything was
 */
record NamedNetwork(
    String name, String title, ModelConfig model, Optional<PublishedSize> published) {}
