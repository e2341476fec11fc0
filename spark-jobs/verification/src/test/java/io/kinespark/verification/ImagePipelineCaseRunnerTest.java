package io.kinespark.verification;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.kinespark.models.checkpoint.ElementType;
import io.kinespark.models.checkpoint.HostTensor;
import io.kinespark.models.checkpoint.StateDict;
import io.kinespark.verification.reference.CaseResult;
import io.kinespark.verification.reference.ReferenceCase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ImagePipelineCaseRunnerTest {
  private final ImagePipelineCaseRunner runner = new ImagePipelineCaseRunner();

  /** Two grey frames of 8x6 pixels; what is resized and cropped of them stays grey. */
  private static CaseResult run(
      ImagePipelineCaseRunner runner, String name, int level, long... shape) throws IOException {
    ReferenceCase reference =
        new ReferenceCase(
            "pixels",
            new ObjectMapper()
                .readTree(
                    "{\"model\":{\"kind\":\"image pipeline\",\"short_side\":4,\"crop\":3},"
                        + "\"tolerance\":1,\"tolerance_kind\":\"absolute, in grey levels\"}"),
            Path.of("."),
            StateDict.of(Map.of("input", grey(100, 2, 6, 8, 3), name, grey(level, shape))));
    assertThat(runner.supports(reference)).isTrue();
    return runner.run(reference);
  }

  private static HostTensor grey(int level, long... shape) {
    byte[] bytes = new byte[(int) Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
    Arrays.fill(bytes, (byte) level);
    return HostTensor.of(ElementType.UINT8, bytes, shape);
  }

  @Test
  void everyOperationGivesPicturesOfItsShape() throws IOException {
    assertThat(run(runner, "resized", 100, 2, 3, 4, 5).status()).isEqualTo(CaseResult.Status.PASS);
    assertThat(run(runner, "center", 100, 2, 3, 3, 3).status()).isEqualTo(CaseResult.Status.PASS);
    assertThat(run(runner, "three", 100, 6, 3, 4, 4).status()).isEqualTo(CaseResult.Status.PASS);
    assertThat(run(runner, "ten", 100, 20, 3, 3, 3).status()).isEqualTo(CaseResult.Status.PASS);
    assertThat(run(runner, "square", 100, 2, 3, 3, 3).status()).isEqualTo(CaseResult.Status.PASS);
    assertThat(run(runner, "flipped", 100, 2, 6, 8, 3).status()).isEqualTo(CaseResult.Status.PASS);
  }

  @Test
  void toleranceCountsGreyLevels() throws IOException {
    CaseResult near = run(runner, "center", 101, 2, 3, 3, 3);
    CaseResult far = run(runner, "center", 102, 2, 3, 3, 3);

    assertThat(near.status()).isEqualTo(CaseResult.Status.PASS);
    assertThat(near.largestError()).isEqualTo(1);
    assertThat(far.status()).isEqualTo(CaseResult.Status.FAIL);
  }

  @Test
  void operationsThatNobodyKnowsAreFailures() throws IOException {
    assertThat(run(runner, "rotated", 100, 2, 6, 8, 3).detail())
        .contains("nothing was computed for [rotated]");
  }
}
