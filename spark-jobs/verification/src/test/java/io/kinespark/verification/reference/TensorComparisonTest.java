package io.kinespark.verification.reference;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.kinespark.models.checkpoint.HostTensor;
import io.kinespark.models.checkpoint.StateDict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TensorComparisonTest {
  private static ReferenceCase reference(String json, Map<String, HostTensor> tensors)
      throws IOException {
    return new ReferenceCase(
        "sample", new ObjectMapper().readTree(json), Path.of("."), StateDict.of(tensors));
  }

  private static HostTensor vector(double... values) {
    return HostTensor.ofDoubles(values, values.length);
  }

  @Test
  void errorsAreRelativeToTheLargestValue() throws IOException {
    TensorComparison comparison =
        new TensorComparison(
            reference("{\"tolerance\":0.01}", Map.of("output", vector(0.001, -100))));
    comparison.tensor("output", vector(0.5, -100.5));

    CaseResult result = comparison.result();

    assertThat(result.status()).isEqualTo(CaseResult.Status.PASS);
    assertThat(result.largestError()).isEqualTo(0.005);
    assertThat(result.worstTensor()).isEqualTo("output");
  }

  @Test
  void absoluteTolerancesAreOfTheDifferencesAsTheyAre() throws IOException {
    ReferenceCase reference =
        reference(
            "{\"tolerance\":1, \"tolerance_kind\":\"absolute, in grey levels\"}",
            Map.of("output", vector(0, 200)));
    TensorComparison near = new TensorComparison(reference);
    near.tensor("output", vector(1, 199));
    TensorComparison far = new TensorComparison(reference);
    far.tensor("output", vector(0, 202));

    assertThat(near.result().status()).isEqualTo(CaseResult.Status.PASS);
    assertThat(near.result().largestError()).isEqualTo(1);
    assertThat(far.result().status()).isEqualTo(CaseResult.Status.FAIL);
  }

  @Test
  void gradientNormsAreComparedElementByElement() throws IOException {
    ReferenceCase reference =
        reference("{\"tolerance\":0.01}", Map.of("grad_norm", vector(0.001, 100, -1)));
    TensorComparison near = new TensorComparison(reference);
    near.tensor("grad_norm", vector(0.001005, 100, -1));
    TensorComparison far = new TensorComparison(reference);
    far.tensor("grad_norm", vector(0.0011, 100, -1));
    TensorComparison unexpected = new TensorComparison(reference);
    unexpected.tensor("grad_norm", vector(0.001, 100, 0));

    assertThat(near.result().status()).isEqualTo(CaseResult.Status.PASS);
    assertThat(far.result().status()).isEqualTo(CaseResult.Status.FAIL);
    assertThat(unexpected.result().status()).isEqualTo(CaseResult.Status.FAIL);
  }

  @Test
  void nanIsNeverWithinTolerance() throws IOException {
    TensorComparison comparison =
        new TensorComparison(reference("{\"tolerance\":1}", Map.of("output", vector(1, 2))));
    comparison.tensor("output", vector(1, Double.NaN));

    assertThat(comparison.result().status()).isEqualTo(CaseResult.Status.FAIL);
  }

  @Test
  void anAnswerThatNothingWasComputedForFails() throws IOException {
    TensorComparison comparison =
        new TensorComparison(reference("{}", Map.of("output", vector(1), "stage.new", vector(1))));
    comparison.tensor("output", vector(1));

    assertThat(comparison.result().detail()).isEqualTo("nothing was computed for [stage.new]");
    assertThat(comparison.result().status()).isEqualTo(CaseResult.Status.FAIL);
  }

  @Test
  void shapesMustAgree() throws IOException {
    TensorComparison comparison =
        new TensorComparison(reference("{}", Map.of("output", vector(1, 2))));
    comparison.tensor("output", HostTensor.ofDoubles(new double[] {1, 2}, 1, 2));

    assertThat(comparison.result().detail()).isEqualTo("output has shape F64[1, 2], not F64[2]");
  }

  @ParameterizedTest
  @CsvSource({
    "output, 0.5",
    "grad/fc.weight, 0.25",
    "grad/fc.bias, 0.125",
    "after_x, 0.0625",
    "grad_norm, 0.1",
    "f64/output, 1e-9"
  })
  void tolerancesGoFromTheNameToTheGroupToTheCase(String tensor, double expected)
      throws IOException {
    String json =
        """
        {"tolerance": 0.5,
         "float64": {"tolerance": 1e-9},
         "tolerances": {"grad": 0.25, "grad/fc.bias": 0.125},
         "tolerance_by_tensor": {"after*": 0.0625, "grad_norm": "0.1 per element"}}
        """;

    assertThat(new Tolerances(CaseNode.of(new ObjectMapper().readTree(json))).of(tensor))
        .isEqualTo(expected);
  }
}
