package io.kinespark.spark.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinespark.spark.testing.DocumentedFields;
import org.junit.jupiter.api.Test;

/** The columns of the table of predictions are those that docs/evaluation.md explains. */
class PredictionsDocumentTest {

  @Test
  void everyColumnOfTheTableIsDocumented() {
    assertThat(DocumentedFields.of("evaluation.md", "`predictions.parquet`"))
        .containsExactlyInAnyOrder(PredictionsParquet.schema(true).fieldNames());
  }
}
