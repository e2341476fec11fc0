package io.kinespark.spark.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinespark.spark.config.ConfigurationException;
import io.kinespark.spark.engine.EpochPlan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunChecksTest {
  private static TrainRequest request(List<String> network, String... more) {
    List<String> values = new ArrayList<>(network);
    values.addAll(TinyTraining.settings(Path.of("data"), "out"));
    values.addAll(List.of(more));
    return TinyTraining.load(values).read(TrainRequest::read);
  }

  private static TrainRequest tanet(String... more) {
    return request(TinyTraining.tanet(2), more);
  }

  @Test
  void anOrdinaryRunHasNoNotes() {
    assertThat(RunChecks.notes(tanet("train.warmup-epochs=2"), new EpochPlan(100, 2, 4))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"3, true", "5, true", "2.5, false", "0, false"})
  void aWarmUpThatIsNotOverIsSaid(String warmup, boolean said) {
    List<String> notes =
        RunChecks.notes(
            tanet("train.epochs=3", "train.warmup-epochs=" + warmup), new EpochPlan(100, 1, 4));

    assertThat(notes).hasSize(said ? 1 : 0);
    assertThat(notes)
        .allMatch(note -> note.startsWith("train.warmup-epochs = ") && note.contains("epochs = 3"));
  }

  @Test
  void aBatchLargerThanTheSetIsSaid() {
    assertThat(RunChecks.notes(tanet(), new EpochPlan(10, 2, 64)))
        .containsExactly(
            "2 replicas of train.batch-size = 64 clips are more than the 10 videos: a replica's"
                + " only batch of an epoch has 5 clips");
    assertThat(RunChecks.notes(tanet(), new EpochPlan(10, 2, 5))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "3, 96, 8 clips:",
    "4, 96, ''",
    "4, 98, 2 clips that ends an epoch",
    "16, 96, 8 clips:"
  })
  void groupsThatDoNotDivideTheBatchAreSaid(int groups, int videos, String said) {
    TrainRequest request =
        request(
            List.of(
                "model.family=x3d",
                "model.num-classes=2",
                "model.num-segments=4",
                "model.x3d-family.norm.sync-groups=" + groups));
    List<String> notes = RunChecks.notes(request, new EpochPlan(videos, 1, 8));

    if (said.isEmpty()) {
      assertThat(notes).isEmpty();
    } else {
      assertThat(notes).singleElement().asString().contains("sync-groups = " + groups, said);
    }
  }

  @Test
  void aBatchOfOneClipThatANormCannotTakeIsRefusedByTheLayersName() {
    TrainRequest request =
        request(
            List.of(
                "model.family=x3d",
                "model.num-classes=2",
                "model.num-segments=1",
                "model.x3d-family.train-crop=16"));

    assertThatThrownBy(() -> RunChecks.requireTrainable(request, new EpochPlan(9, 1, 4)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("batch norm '")
        .hasMessageContaining("train.batch-size = 4 leave a batch of one clip");
    assertThatCode(() -> RunChecks.requireTrainable(request, new EpochPlan(8, 1, 4)))
        .doesNotThrowAnyException();
    assertThatCode(() -> RunChecks.requireTrainable(tanet(), new EpochPlan(9, 1, 4)))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({
    "'augment.train={resize{kind=short-side,length=15},crop{kind=random,width=16,height=16}}',"
        + " augment.train.crop.width",
    "'augment.train={resize{kind=random-short-side,length=15,longest=99},crop{kind=center,side=16}}',"
        + " augment.train.crop.side",
    "'augment.validation={resize{kind=exact,width=24,height=15},crop{kind=center,side=16}}',"
        + " augment.validation.crop.side",
    "'augment.validation={resize{kind=short-side,length=17},crop{kind=three,side=16}}',"
        + " augment.validation.crop.side"
  })
  void aCropThatDoesNotFitItsResizeIsRefusedByItsKey(String setting, String key) {
    assertThatThrownBy(() -> tanet(setting))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("kinespark." + key + " = ")
        .hasMessageContaining("frames");
  }
}
