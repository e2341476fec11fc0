package io.kinespark.spark.describe;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import io.kinespark.models.ModelConfig;
import io.kinespark.models.family.ModelFamilies;
import io.kinespark.settings.ApplicationClasses;
import io.kinespark.spark.config.Argument;
import io.kinespark.spark.config.ModelSettings;
import io.kinespark.spark.config.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The published configurations of all families, each from its family's resource. */
final class PublishedNetworks {
  private final List<NamedNetwork> networks;

  private PublishedNetworks(List<NamedNetwork> networks) {
    this.networks = List.copyOf(networks);
  }

  /** Reads the resources, in the order of the families. */
  static PublishedNetworks read() {
    return new PublishedNetworks(
        ModelFamilies.all().stream()
            .flatMap(family -> family.publishedNetworks().stream())
            .distinct()
            .flatMap(PublishedNetworks::read)
            .toList());
  }

  private static Stream<NamedNetwork> read(String resource) {
    Config file =
        ConfigFactory.parseResources(
                ApplicationClasses.loader(),
                resource,
                ConfigParseOptions.defaults().setAllowMissing(false))
            .resolve();
    return file.getConfigList("configurations").stream()
        .map(
            entry ->
                new NamedNetwork(
                    entry.getString("name"),
                    entry.getString("title"),
                    model(entry.getConfig("settings")),
                    published(entry, file)));
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

  private static List<PublishedSize> published(Config entry, Config file) {
    if (!entry.hasPath("published")) {
      return List.of();
    }
    boolean several = entry.getValue("published").valueType() == ConfigValueType.LIST;
    List<? extends Config> sizes =
        several ? entry.getConfigList("published") : List.of(entry.getConfig("published"));
    String note = entry.hasPath("note") ? file.getString("notes." + entry.getString("note")) : "";
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

  /** All of them, in the order of the resources. */
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
