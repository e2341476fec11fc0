package io.kinespark.spark.describe;

import io.kinespark.models.ModelConfig;
import java.util.List;

/**
 * A network to describe.
 *
 * @param name how the command line calls it
 * @param title how people call it
 * @param model its architecture
 * @param published what was published of its size: nothing, or one figure for each size of frames
 */
record NamedNetwork(String name, String title, ModelConfig model, List<PublishedSize> published) {}
