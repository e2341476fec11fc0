package io.kinespark.models.dsanet;

import io.kinespark.models.family.ClassifierNames;
import io.kinespark.models.family.FileNames;
import io.kinespark.models.family.LearningNetwork;
import io.kinespark.models.family.ModelFamily;
import io.kinespark.models.nn.TensorSpace;
import io.kinespark.settings.SectionReader;
import java.util.List;
import java.util.Optional;

/** DSANet (arXiv 2105.12085) and the I3D, C2D, TSM and TSN networks that it is compared with. */
public final class DsanetFamily implements ModelFamily<DsanetConfig> {
  static final String NAME = "dsanet";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Class<DsanetConfig> configType() {
    return DsanetConfig.class;
  }

  @Override
  public DsanetConfig read(SectionReader model, int numClasses, int framesPerSnippet) {
    return DsanetSection.read(model.section(NAME), numClasses, framesPerSnippet);
  }

  @Override
  public LearningNetwork build(DsanetConfig config, TensorSpace space) {
    return LearningNetwork.byCrossEntropy(new Dsanet(space, config), 0);
  }

  @Override
  public ClassifierNames classifiers() {
    return ClassifierNames.replaced("cls_head\\..+");
  }

  @Override
  public List<FileNames> fileNames() {
    return List.of(
        FileNames.ofBackbones("imagenet-resnet", DsanetKeyMaps.ofImageNet()),
        FileNames.ofNetworks("dsanet-plain", DsanetKeyMaps.ofPlain()));
  }

  @Override
  public Optional<String> publishedNetworks() {
    return Optional.of("io/kinespark/models/dsanet/published.conf");
  }
}
