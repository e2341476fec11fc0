package io.kinespark.spark.describe;

import io.kinespark.models.complexity.ModuleComplexity;
import io.kinespark.models.complexity.NetworkComplexity;
import io.kinespark.spark.progress.ConsoleTable;

/** Every layer of one network at one size of frames. */
record LayerTable(NetworkComplexity size) {
  @Override
  public String toString() {
    ConsoleTable table =
        new ConsoleTable()
            .text("layer")
            .text("kind")
            .number("parameters")
            .number("MACs")
            .number("dynamic")
            .number("activations");
    for (ModuleComplexity layer : size.layers()) {
      table.row(
          layer.name(),
          layer.kind(),
          Quantity.exact(layer.parameters()),
          Quantity.mega(layer.multiplyAccumulates()),
          Quantity.mega(layer.dynamicMultiplyAccumulates()),
          Quantity.exact(layer.activations()));
    }
    return table.toString();
  }
}
