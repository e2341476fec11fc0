package io.kinespark.verification.reference.dsanet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.kinespark.verification.reference.CaseResult;
import io.kinespark.verification.reference.ReferenceCase;
import io.kinespark.verification.reference.ReferenceSuite;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whole networks: ResNet-18 of the cases that travel with the project, ResNet-50 of the reference
 * folder next to it, where there is one. The command {@code verify} runs all of its cases.
 */
class DsanetReferenceIT {
  private static final Path FOLDER = Path.of("..", "..", "..", "shared", "reference", "dsanet");

  private final ReferenceSuite suite = new ReferenceSuite(DsanetRunners.all());

  static List<ReferenceCase> bundledNetworks() throws IOException, URISyntaxException {
    return DsanetReferenceTest.bundled().stream()
        .filter(each -> each.kind().equals("Recognizer3D"))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("bundledNetworks")
  void agreesWithTheOriginal(ReferenceCase reference) {
    requirePass(reference);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"r50_i3d_dsa_k400", "r50_i3d_dsa_grad", "ext_tsm_dsa", "inflate_from_2d_r50"})
  void agreesWithTheOriginalNextToTheProject(String name) throws IOException {
    assumeThat(FOLDER).as("the reference cases next to the project").matches(Files::isDirectory);
    ReferenceCase reference =
        ReferenceCase.readDescriptions(FOLDER).stream()
            .filter(each -> each.name().equals(name))
            .findFirst()
            .orElseThrow();

    requirePass(reference.withTensors());
  }

  private void requirePass(ReferenceCase reference) {
    CaseResult result = suite.run(reference);

    assertThat(result.status()).as(result.toString()).isEqualTo(CaseResult.Status.PASS);
  }
}
