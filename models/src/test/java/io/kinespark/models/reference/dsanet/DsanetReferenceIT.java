package io.kinespark.models.reference.dsanet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.kinespark.models.reference.CaseResult;
import io.kinespark.models.reference.ReferenceCase;
import io.kinespark.models.reference.ReferenceSuite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whole ResNet-50 networks against the reference folder next to the project, where there is one;
 * the command {@code verify} runs all of its cases.
 */
class DsanetReferenceIT {
  private static final Path FOLDER = Path.of("..", "..", "shared", "reference", "dsanet");

  private final ReferenceSuite suite = new ReferenceSuite(DsanetRunners.all());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "r50_i3d_dsa_k400",
        "r50_i3d_dsa_grad",
        "r50_tsm2d_baseline",
        "ext_tsm_dsa",
        "inflate_from_2d_r50"
      })
  void agreesWithTheOriginal(String name) throws IOException {
    assumeThat(FOLDER).as("the reference cases next to the project").matches(Files::isDirectory);
    ReferenceCase reference =
        ReferenceCase.readDescriptions(FOLDER).stream()
            .filter(each -> each.name().equals(name))
            .findFirst()
            .orElseThrow();

    CaseResult result = suite.run(reference.withTensors());

    assertThat(result.status()).as(result.toString()).isEqualTo(CaseResult.Status.PASS);
  }
}
