package io.kinespark.models.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.kinespark.models.checkpoint.KeyMap;
import io.kinespark.models.tanet.TanetConfig;
import io.kinespark.models.tanet.TanetFamily;
import io.kinespark.models.weights.WeightNames;
import org.junit.jupiter.api.Test;

class ModelFamiliesTest {
  @Test
  void allFamiliesRegisterThemselvesInTheOrderOfTheirList() {
    assertThat(ModelFamilies.names()).containsExactly("tanet", "dsanet", "vov3d", "x3d", "sdcom");
    assertThat(ModelFamilies.all())
        .extracting(ModelFamily::name)
        .containsExactlyElementsOf(ModelFamilies.names());
    assertThat(ModelFamilies.of(TanetConfig.of(50, 4, 8)).family()).isInstanceOf(TanetFamily.class);
  }

  @Test
  void aNameThatIsNotThereIsRefusedWithThoseThatAre() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ModelFamilies.named("slowfast"))
        .withMessage(
            "no family of networks is called 'slowfast'; there are tanet, dsanet, vov3d, x3d, sdcom");
  }

  @Test
  void theirNamesOfFilesAreGatheredByScheme() {
    assertThat(WeightNames.all())
        .extracting(WeightNames::toString)
        .containsExactly(
            "own",
            "tanet-authors",
            "imagenet-resnet",
            "dsanet-plain",
            "slowfast-sub-bn",
            "imagenet-static",
            "sdcom-early");
    assertThat(WeightNames.of("slowfast-sub-bn").toOwn()).containsInstanceOf(KeyMap.class);
    assertThat(WeightNames.of("imagenet-resnet").toOwn()).isEmpty();
    assertThat(WeightNames.all().stream().filter(names -> names.fromOwn().isPresent()))
        .containsExactly(WeightNames.of("tanet-authors"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WeightNames.of("caffe2"))
        .withMessageContaining("no weights have the names 'caffe2'; there are [own, tanet-authors");
  }

  @Test
  void partsThatStartFromFilesOfTheirOwnNameASchemeOfTheirFamily() {
    for (ModelFamily<?> family : ModelFamilies.all()) {
      for (PartWeights part : family.partWeights()) {
        assertThat(family.fileNames()).extracting(FileNames::scheme).contains(part.scheme());
      }
    }
  }
}
