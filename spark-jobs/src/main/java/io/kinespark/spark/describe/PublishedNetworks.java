package io.kinespark.spark.describe;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import io.kinespark.models.ModelConfig;
import io.kinespark.spark.config.Argument;
import io.kinespark.spark.config.ModelSettings;
import io.kinespark.spark.config.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The published configurations of all families, from the resource {@code published.conf}. */
final class PublishedNetworks {
  private static final String RESOURCE = "io/kinespark/spark/describe/published.conf";

  private final List<NamedNetwork> networks;

  private PublishedNetworks(List<NamedNetwork> networks) {
    this.networks = List.copyOf(networks);
  }

  /** Reads the resource. */
  static PublishedNetworks read() {
    Config file =
        ConfigFactory.parseResources(PublishedNetworks.class.getClassLoader(), RESOURCE).resolve();
    List<NamedNetwork> networks = new ArrayList<>();
    for (Config entry : file.getConfigList("configurations")) {
      networks.add(
          new NamedNetwork(
              entry.getString("name"),
              entry.getString("title"),
              model(entry.getConfig("settings")),
              published(entry, file.getConfig("notes"))));
    }
    return new PublishedNetworks(networks);
  }

  private static ModelConfig model(Config settings) {
    List<Argument> values = new ArrayList<>();
    for (Map.Entry<String, ConfigValue> setting : settings.entrySet()) {
      String value = setting.getValue().render(ConfigRenderOptions.concise());
      values.add(new Argument(values.size(), "model." + setting.getKey() + "=" + value));
    }
    return Settings.load(List.of(), Optional.empty(), values)
        .read(ModelSettings::read)
        .network()
        .model();
  }

  private static List<PublishedSize> published(Config entry, Config notes) {
    if (!entry.hasPath("published")) {
      return List.of();
    }
    boolean several = entry.getValue("published").valueType() == ConfigValueType.LIST;
    List<? extends Config> sizes =
        several ? entry.getConfigList("published") : List.of(entry.getConfig("published"));
    String note = entry.hasPath("note") ? notes.getString(entry.getString("note")) : "";
    return sizes.stream().map(size -> published(size, note)).toList();
  }

  private static PublishedSize published(Config size, String note) {
    return new PublishedSize(
        size.getDouble("macs"),
        size.getDouble("parameters"),
        size.getInt("side"),
        size.getString("text"),
        note);
  }

  /** All of them, in the order of the resource. */
  List<NamedNetwork> all() {
    return networks;
  }

  /** The one of that name, if there is one. */
  Optional<NamedNetwork> find(String name) {
    return networks.stream().filter(network -> network.name().equals(name)).findFirst();
  }

  /** What was published of an architecture, under whatever name. */
  List<PublishedSize> sizesOf(ModelConfig model) {
    return networks.stream()
        .filter(network -> network.model().equals(model))
        .findFirst()
        .map(NamedNetwork::published)
        .orElse(List.of());
  }
}
