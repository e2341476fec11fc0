package io.kinespark.verification.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinespark.verification.reference.tanet.TanetRunners;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The small cases that travel with the project. */
class NetworkReferenceTest {
  private final ReferenceSuite suite = new ReferenceSuite(TanetRunners.all());

  static List<ReferenceCase> cases() throws IOException, URISyntaxException {
    Path folder =
        Path.of(
            Objects.requireNonNull(NetworkReferenceTest.class.getResource("/reference/tanet"))
                .toURI());
    return ReferenceCase.readAll(folder);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void agreesWithTheOriginal(ReferenceCase reference) {
    CaseResult result = suite.run(reference);

    assertThat(result.status()).as(result.toString()).isEqualTo(CaseResult.Status.PASS);
  }

  @Test
  void coversEveryKindOfModule() throws IOException, URISyntaxException {
    assertThat(cases())
        .extracting(ReferenceCase::kind)
        .contains("TAM", "TABlock", "TSMHead", "TSNHead", "ActionDataPreprocessor", "Recognizer2D");
  }
}
