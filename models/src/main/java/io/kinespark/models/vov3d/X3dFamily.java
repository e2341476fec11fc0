package io.kinespark.models.vov3d;

import io.kinespark.models.family.ClassifierNames;
import io.kinespark.models.family.FileNames;
import io.kinespark.models.family.LearningNetwork;
import io.kinespark.models.family.ModelFamily;
import io.kinespark.models.nn.ParameterGrouping;
import io.kinespark.models.nn.TensorSpace;
import io.kinespark.settings.SectionReader;
import java.util.List;
import java.util.Optional;

/** X3D (arXiv 2004.04730) by its scaling rule. */
public final class X3dFamily implements ModelFamily<X3dConfig> {
  static final String NAME = "x3d";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Class<X3dConfig> configType() {
    return X3dConfig.class;
  }

  @Override
  public X3dConfig read(SectionReader model, int numClasses, int numFrames) {
    return X3dFamilySection.x3d(model, numClasses, numFrames);
  }

  @Override
  public LearningNetwork build(X3dConfig config, TensorSpace space) {
    return X3dFamilies.build(config, space);
  }

  @Override
  public ParameterGrouping parameterGroups(X3dConfig config) {
    return new NormNameParameterGroups(config.base().normDecay());
  }

  @Override
  public ClassifierNames classifiers() {
    return X3dFamilies.classifiers();
  }

  @Override
  public List<FileNames> fileNames() {
    return X3dFamilies.fileNames();
  }

  @Override
  public Optional<String> publishedNetworks() {
    return X3dFamilies.publishedNetworks();
  }
}
