package io.kinespark.verification.reference.sdcom;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinespark.verification.reference.CaseResult;
import io.kinespark.verification.reference.ReferenceCase;
import io.kinespark.verification.reference.ReferenceSuite;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** SDCOM's small cases, which travel with the project. */
class SdcomReferenceTest {
  private final ReferenceSuite suite = new ReferenceSuite(SdcomRunners.all());

  static List<ReferenceCase> cases() throws IOException, URISyntaxException {
    Path folder =
        Path.of(
            Objects.requireNonNull(SdcomReferenceTest.class.getResource("/reference/sdcom"))
                .toURI());
    return ReferenceCase.readAll(folder);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void agreesWithTheOriginal(ReferenceCase reference) {
    CaseResult result = suite.run(reference);

    assertThat(result.status()).as(result.toString()).isEqualTo(CaseResult.Status.PASS);
  }
}
