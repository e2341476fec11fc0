package io.kinespark.verification.reference.vov3d;

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

/** The small cases that travel with the project. */
class Vov3dReferenceTest {
  private final ReferenceSuite suite = new ReferenceSuite(Vov3dRunners.all());

  static List<ReferenceCase> cases() throws IOException, URISyntaxException {
    return ReferenceCase.readAll(
        Path.of(
            Objects.requireNonNull(Vov3dReferenceTest.class.getResource("/reference/vov3d"))
                .toURI()));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void agreesWithTheOriginal(ReferenceCase reference) {
    CaseResult result = suite.run(reference);

    assertThat(result.status()).as(result.toString()).isEqualTo(CaseResult.Status.PASS);
  }
}
