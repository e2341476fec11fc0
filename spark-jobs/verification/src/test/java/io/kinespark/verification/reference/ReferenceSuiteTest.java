package io.kinespark.verification.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinespark.models.checkpoint.CheckpointException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReferenceSuiteTest {
  /** Breaks in the way that its kind names. */
  private static final class BreakingRunner implements CaseRunner {
    @Override
    public boolean supports(ReferenceCase reference) {
      return !reference.kind().equals("unknown");
    }

    @Override
    public CaseResult run(ReferenceCase reference) {
      if (reference.kind().equals("memory")) {
        throw new OutOfMemoryError("heap");
      }
      throw new IllegalStateException("no");
    }
  }

  private static ReferenceCase reference(Path folder, String kind) throws IOException {
    Files.writeString(
        folder.resolve("cases.json"),
        "[{\"case\":\"one\",\"what\":\"asks\",\"tensors\":{\"output\":[2]},\"model\":{\"kind\":\"%s\"}}]"
            .formatted(kind));
    return ReferenceCase.readDescriptions(folder).get(0);
  }

  @Test
  void whatBreaksIsAFailureOfTheCase(@TempDir Path folder) throws IOException {
    ReferenceSuite suite = new ReferenceSuite(List.of(new BreakingRunner()));

    CaseResult broken = suite.run(reference(folder, "state"));
    CaseResult exhausted = suite.run(reference(folder, "memory"));
    CaseResult unknown = suite.run(reference(folder, "unknown"));

    assertThat(broken.status()).isEqualTo(CaseResult.Status.FAIL);
    assertThat(broken.what()).isEqualTo("asks");
    assertThat(exhausted.detail()).contains("OutOfMemoryError: heap");
    assertThat(unknown.status()).isEqualTo(CaseResult.Status.UNSUPPORTED);
    assertThat(unknown.detail()).contains("'unknown'");
  }

  @Test
  void aDescribedTensorMustBeThere(@TempDir Path folder) throws IOException {
    ReferenceCase description = reference(folder, "any");

    assertThatThrownBy(description::withTensors)
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("one.safetensors")
        .hasMessageContaining("[output]");
  }
}
