package io.kinespark.spark.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NearestNameTest {
  private static final List<String> KNOWN =
      List.of("kinespark.train.epochs", "kinespark.train.gamma", "kinespark.evaluate.manifest");

  @ParameterizedTest
  @CsvSource({
    "kinespark.train.epoch, kinespark.train.epochs",
    "kinespark.tarin.gamma, kinespark.train.gamma",
    "epochs, kinespark.train.epochs",
    "kinespark.train.manifest, kinespark.evaluate.manifest"
  })
  void slipsAreRecognised(String given, String meant) {
    assertThat(NearestName.of(given, KNOWN)).contains(meant);
  }

  @Test
  void whatIsLikeNothingIsNotGuessed() {
    assertThat(NearestName.of("kinespark.other.thing", KNOWN)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"kitten,sitting,3", "abc,abc,0", "'',abc,3", "abc,'',3", "flaw,lawn,2"})
  void editsAreInsertionsDeletionsAndSubstitutions(String from, String to, int edits) {
    assertThat(NearestName.edits(from, to)).isEqualTo(edits);
  }
}
