package io.kinespark.spark.progress;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.kinespark.spark.testing.DocumentedFields;
import io.kinespark.spark.testing.JsonPaths;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The keys of the training log are those that docs/evaluation.md explains. */
class LogDocumentTest {

  @Test
  void everyKeyIsDocumented() throws IOException {
    TrainingRecordJson json = new TrainingRecordJson();
    OptionalDouble some = OptionalDouble.of(0.5);
    EpochRecord epoch =
        new EpochRecord(1, 1, 1, some, some, some, some, some, 1, 1, Duration.ZERO, Instant.EPOCH);
    Set<String> written = new TreeSet<>();
    for (String line :
        List.of(
            json.startLine(0, Instant.EPOCH),
            json.line(TrainingLogTest.step(1, 1)),
            json.line(epoch))) {
      written.addAll(JsonPaths.of(new ObjectMapper().readTree(line), Set.of()));
    }
    assertThat(DocumentedFields.of("evaluation.md", "The training log")).isEqualTo(written);
  }
}
