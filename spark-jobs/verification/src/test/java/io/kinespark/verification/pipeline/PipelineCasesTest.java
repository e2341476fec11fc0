package io.kinespark.verification.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kinespark.models.checkpoint.HostTensor;
import io.kinespark.models.checkpoint.StateDict;
import io.kinespark.verification.reference.CaseResult;
import io.kinespark.verification.reference.CaseRunner;
import io.kinespark.verification.reference.ReferenceCase;
import io.kinespark.verification.reference.ReferenceSuite;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The cases lie with the tests, as the original codes answered them. */
class PipelineCasesTest {
  static Stream<ReferenceCase> cases() throws IOException, URISyntaxException {
    Stream.Builder<ReferenceCase> cases = Stream.builder();
    for (String family : List.of("dsanet", "vov3d", "sdcom")) {
      Path folder = Path.of(PipelineCasesTest.class.getResource(family).toURI());
      ReferenceCase.readAll(folder).forEach(cases);
    }
    return cases.build();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theProjectAnswersAsTheOriginal(ReferenceCase reference) {
    CaseResult result = only(reference).run(reference);

    assertThat(result.status()).as(result.detail()).isEqualTo(CaseResult.Status.PASS);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void anotherAnswerFails(ReferenceCase reference) {
    Map<String, HostTensor> changed = new LinkedHashMap<>(reference.tensors().tensors());
    String last = changed.keySet().stream().reduce((first, second) -> second).orElseThrow();
    double[] values = changed.get(last).toDoubles();
    values[values.length - 1] += 2;
    changed.put(last, HostTensor.ofDoubles(values, changed.get(last).shape()));
    ReferenceCase wrong =
        new ReferenceCase(
            reference.name(), reference.json(), reference.folder(), StateDict.of(changed));

    assertThat(only(wrong).run(wrong).status()).as(last).isEqualTo(CaseResult.Status.FAIL);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aFieldMoreAtAnyPlaceIsNamed(ReferenceCase reference) throws IOException {
    ReferenceSuite suite = new ReferenceSuite(PipelineCases.runners());
    assertThat(suite.run(reference).status()).isEqualTo(CaseResult.Status.PASS);
    for (String place : List.of("", "model", "input", "videos", "train_draws")) {
      ObjectNode json = (ObjectNode) new ObjectMapper().readTree(reference.json().toString());
      JsonNode at = place.isEmpty() ? json : json.path(place);
      if (at.isArray()) {
        at = at.path(0);
      }
      if (at instanceof ObjectNode object) {
        object.put("surprise", "x");
        CaseResult result =
            suite.run(
                new ReferenceCase(reference.name(), json, reference.folder(), reference.tensors()));

        assertThat(result.status()).as(place).isEqualTo(CaseResult.Status.UNSUPPORTED);
        assertThat(result.detail()).contains("surprise");
      }
    }
  }

  private static CaseRunner only(ReferenceCase reference) {
    List<CaseRunner> runners =
        PipelineCases.runners().stream().filter(runner -> runner.supports(reference)).toList();
    assertThat(runners).hasSize(1);
    return runners.get(0);
  }
}
