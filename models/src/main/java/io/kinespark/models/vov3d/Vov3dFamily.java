package io.kinespark.models.vov3d;

import io.kinespark.models.checkpoint.StateDict;
import io.kinespark.models.family.ClassifierNames;
import io.kinespark.models.family.FileNames;
import io.kinespark.models.family.LearningNetwork;
import io.kinespark.models.family.ModelFamily;
import io.kinespark.models.nn.ParameterGrouping;
import io.kinespark.models.nn.TensorSpace;
import io.kinespark.settings.SectionReader;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** VoV3D (arXiv 2012.00317) in all revisions. */
public final class Vov3dFamily implements ModelFamily<Vov3dConfig> {
  static final String NAME = "vov3d";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Class<Vov3dConfig> configType() {
    return Vov3dConfig.class;
  }

  @Override
  public Vov3dConfig read(SectionReader model, int numClasses, int numFrames) {
    return X3dFamilySection.vov3d(model, numClasses, numFrames);
  }

  @Override
  public LearningNetwork build(Vov3dConfig config, TensorSpace space) {
    return X3dFamilies.build(config, space);
  }

  @Override
  public ParameterGrouping parameterGroups(Vov3dConfig config) {
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

  /** Nothing but the entries tells revisions apart. */
  @Override
  public Optional<String> difference(
      Vov3dConfig config, StateDict checkpoint, Collection<String> network) {
    CheckpointArchitecture expected = CheckpointArchitecture.of(config);
    return CheckpointArchitecture.of(checkpoint)
        .filter(found -> !found.equals(expected))
        .map(
            found ->
                "the checkpoint is a VoV3D with %s, the network one with %s: set kinespark.model.vov3d to the checkpoint's"
                    .formatted(found, expected));
  }

  @Override
  public Optional<String> publishedNetworks() {
    return X3dFamilies.publishedNetworks();
  }
}
