package org.example.colour;

import io.kinespark.models.AverageClips;
import io.kinespark.models.checkpoint.KeyMap;
import io.kinespark.models.checkpoint.KeyRule;
import io.kinespark.models.family.ClassifierNames;
import io.kinespark.models.family.FileNames;
import io.kinespark.models.family.LearningNetwork;
import io.kinespark.models.family.ModelFamily;
import io.kinespark.models.nn.ParameterGrouping;
import io.kinespark.models.nn.TensorSpace;
import io.kinespark.settings.Interval;
import io.kinespark.settings.SectionReader;
import java.util.List;
import java.util.Optional;

/** The family as the project finds it. */
public final class ColourFamily implements ModelFamily<ColourConfig> {
  static final String NAME = "colour";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Class<ColourConfig> configType() {
    return ColourConfig.class;
  }

  @Override
  public ColourConfig read(SectionReader model, int numClasses, int numSegments) {
    SectionReader colour = model.section(NAME);
    double dropout = colour.number("dropout", Interval.fromBelow(0, 1));
    AverageClips averageClips = colour.choice("average-clips", AverageClips.class);
    return new ColourConfig(numClasses, numSegments, dropout, averageClips);
  }

  @Override
  public LearningNetwork build(ColourConfig config, TensorSpace space) {
    return LearningNetwork.byCrossEntropy(new ColourNetwork(space, config), 0);
  }

  @Override
  public ParameterGrouping parameterGroups(ColourConfig config) {
    return new BiasApart();
  }

  @Override
  public ClassifierNames classifiers() {
    return ClassifierNames.replaced("classify\\..+");
  }

  @Override
  public List<FileNames> fileNames() {
    return List.of(
        FileNames.ofNetworks("colour-first", names("fc\\.(.+)", "classify.$1"))
            .withFromOwn(names("classify\\.(.+)", "fc.$1")));
  }

  private static KeyMap names(String from, String to) {
    return new KeyMap(List.of(KeyRule.rename(from, to)));
  }

  @Override
  public Optional<String> publishedNetworks() {
    return Optional.of("org/example/colour/published.conf");
  }
}
