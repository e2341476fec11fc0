package io.kinespark.models.vov3d;

import io.kinespark.models.family.ClassifierNames;
import io.kinespark.models.family.FileNames;
import io.kinespark.models.family.LearningNetwork;
import io.kinespark.models.nn.TensorSpace;
import java.util.List;
import java.util.Optional;

/** What X3D and VoV3D are alike in. */
final class X3dFamilies {
  private X3dFamilies() {}

  static LearningNetwork build(X3dFamilyConfig config, TensorSpace space) {
    return LearningNetwork.byCrossEntropy(new X3dFamilyNetwork(space, config), 0);
  }

  static ClassifierNames classifiers() {
    return ClassifierNames.replaced("head\\.projection\\..+");
  }

  static List<FileNames> fileNames() {
    return List.of(FileNames.ofNetworks("slowfast-sub-bn", SubBatchNormNames.toPlain()));
  }

  static Optional<String> publishedNetworks() {
    return Optional.of("io/kinespark/models/vov3d/published.conf");
  }
}
