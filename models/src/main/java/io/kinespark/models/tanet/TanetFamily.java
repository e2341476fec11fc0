package io.kinespark.models.tanet;

import io.kinespark.models.family.ClassifierNames;
import io.kinespark.models.family.FileNames;
import io.kinespark.models.family.LearningNetwork;
import io.kinespark.models.family.ModelFamily;
import io.kinespark.models.nn.ParameterGrouping;
import io.kinespark.models.nn.TensorSpace;
import io.kinespark.settings.SectionReader;
import java.util.List;
import java.util.Optional;

/** TANet (arXiv 2005.06803) and the same ResNet without its temporal modules. */
public final class TanetFamily implements ModelFamily<TanetConfig> {
  static final String NAME = "tanet";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Class<TanetConfig> configType() {
    return TanetConfig.class;
  }

  @Override
  public TanetConfig read(SectionReader model, int numClasses, int numSegments) {
    return TanetSection.read(model.section(NAME), numClasses, numSegments);
  }

  @Override
  public LearningNetwork build(TanetConfig config, TensorSpace space) {
    return LearningNetwork.byCrossEntropy(new Tanet(space, config), config.head().labelSmoothing());
  }

  @Override
  public ParameterGrouping parameterGroups(TanetConfig config) {
    return new TsmParameterGroups(config.fcLr5());
  }

  @Override
  public ClassifierNames classifiers() {
    return ClassifierNames.replaced("cls_head\\..+");
  }

  @Override
  public List<FileNames> fileNames() {
    return List.of(
        FileNames.ofNetworks("tanet-authors", TanetKeyMaps.ofAuthors())
            .withFromOwn(TanetKeyMaps.toAuthors()),
        FileNames.ofBackbones("imagenet-resnet", TanetKeyMaps.ofImageNet()));
  }

  @Override
  public Optional<String> publishedNetworks() {
    return Optional.of("io/kinespark/models/tanet/published.conf");
  }
}
