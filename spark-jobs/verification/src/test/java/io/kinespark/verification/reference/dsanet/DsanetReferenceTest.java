package io.kinespark.verification.reference.dsanet;

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

/** The modules and blocks among the cases that travel with the project. */
class DsanetReferenceTest {
  private final ReferenceSuite suite = new ReferenceSuite(DsanetRunners.all());

  /** The cases of the project's own copy. */
  static List<ReferenceCase> bundled() throws IOException, URISyntaxException {
    return ReferenceCase.readAll(
        Path.of(
            Objects.requireNonNull(DsanetReferenceTest.class.getResource("/reference/dsanet"))
                .toURI()));
  }

  static List<ReferenceCase> cases() throws IOException, URISyntaxException {
    return bundled().stream().filter(each -> !each.kind().equals("Recognizer3D")).toList();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void agreesWithTheOriginal(ReferenceCase reference) {
    CaseResult result = suite.run(reference);

    assertThat(result.status()).as(result.toString()).isEqualTo(CaseResult.Status.PASS);
  }
}
