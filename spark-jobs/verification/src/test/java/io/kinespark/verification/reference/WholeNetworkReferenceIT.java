package io.kinespark.verification.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.kinespark.verification.reference.tanet.TanetRunners;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** All cases of the reference folder next to the project, where there is one. */
class WholeNetworkReferenceIT {
  private static final Path FOLDER = Path.of("..", "..", "..", "shared", "reference", "tanet");

  @Test
  void agreesWithTheOriginal() throws IOException {
    assumeThat(FOLDER).as("the reference cases next to the project").matches(Files::isDirectory);
    ReferenceSuite suite = new ReferenceSuite(TanetRunners.all());

    List<CaseResult> results =
        ReferenceCase.readAll(FOLDER).stream()
            .filter(reference -> !reference.isTrajectory())
            .filter(reference -> !reference.kind().equals("image pipeline"))
            .map(suite::run)
            .toList();

    assertThat(results)
        .isNotEmpty()
        .allSatisfy(
            result ->
                assertThat(result.status())
                    .as(result.toString())
                    .isEqualTo(CaseResult.Status.PASS));
  }
}
