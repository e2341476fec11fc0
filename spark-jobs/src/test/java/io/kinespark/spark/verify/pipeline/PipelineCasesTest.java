package io.kinespark.spark.verify.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinespark.models.checkpoint.HostTensor;
import io.kinespark.models.checkpoint.StateDict;
import io.kinespark.models.reference.CaseResult;
import io.kinespark.models.reference.CaseRunner;
import io.kinespark.models.reference.ReferenceCase;
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

  private static CaseRunner only(ReferenceCase reference) {
    List<CaseRunner> runners =
        PipelineCases.runners().stream().filter(runner -> runner.supports(reference)).toList();
    assertThat(runners).hasSize(1);
    return runners.get(0);
  }
}
