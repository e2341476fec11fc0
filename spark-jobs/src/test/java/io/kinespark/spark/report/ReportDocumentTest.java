package io.kinespark.spark.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.kinespark.spark.evaluate.metrics.EvaluationMetrics;
import io.kinespark.spark.evaluate.metrics.ScoredVideo;
import io.kinespark.spark.testing.DocumentedFields;
import io.kinespark.spark.testing.JsonPaths;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What reports hold is what docs/evaluation.md says, no more and no less. */
class ReportDocumentTest {
  private static final String DOCUMENT = "evaluation.md";
  private static final Set<String> FREE =
      Set.of("files", "missing", "run.timings", "run.versions", "run.hardware");

  private static Set<String> keys(EvaluationResult result) throws IOException {
    StringWriter out = new StringWriter();
    Edition edition =
        new Edition(
            "id", Map.of("predictions.csv", new Edition.FileStamp(1, "")), Map.of("page", "why"));
    EvaluationJson.write(result, Optional.of(edition), out);
    return JsonPaths.of(new ObjectMapper().readTree(out.toString()), FREE);
  }

  private static EvaluationResult multiLabel() {
    ScoredVideo video = ScoredVideo.of("v", List.of(0, 1), new double[] {0.5, 0.25, 0.25});
    return new EvaluationResult(
        Evaluations.facts("multi"),
        Evaluations.names(3),
        EvaluationMetrics.of(List.of(video)),
        new DataCounts(1, 1, 1),
        List.of(VideoResult.of(video, 1, 1)),
        List.of());
  }

  @Test
  void everyKeyOfTheReportIsDocumented() throws IOException {
    Set<String> written = new TreeSet<>(keys(multiLabel()));
    written.remove("rejections");
    written.addAll(keys(Evaluations.choosing(Evaluations.random(Evaluations.names(6), 10, 1))));
    assertThat(DocumentedFields.of(DOCUMENT, "`report.json`")).isEqualTo(written);
  }

  @Test
  void everyColumnOfTheCsvIsDocumented() throws IOException {
    StringBuilder out = new StringBuilder();
    PredictionsCsv.write(Evaluations.choosing(Evaluations.random(Evaluations.names(6), 1, 1)), out);
    String header = out.toString().lines().findFirst().orElseThrow();
    assertThat(DocumentedFields.of(DOCUMENT, "`predictions.csv`"))
        .containsExactlyInAnyOrder(header.split(","));
  }
}
