package io.kinespark.spark.report;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.kinespark.spark.evaluate.metrics.EvaluationMetrics;
import io.kinespark.spark.evaluate.metrics.ScoredVideo;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class PredictionsCsvTest {
  private static final String HEADER =
      "id,label,label_name,prediction,prediction_name,correct,score,"
          + "top1,score1,top2,score2,top3,score3,top4,score4,top5,score5,views,views_expected\r\n";

  private static String csv(EvaluationResult result) throws IOException {
    StringBuilder out = new StringBuilder();
    PredictionsCsv.write(result, out);
    return out.toString();
  }

  @Test
  void quotesCommasAndLineBreaksAreQuoted() throws IOException {
    List<ScoredVideo> scored =
        List.of(
            ScoredVideo.of("dir, with \"quotes\"\nand break.mp4", 1, new double[] {0.75, 0.25}),
            ScoredVideo.of("b", List.of(0, 1), new double[] {0.5, 1.5}));
    EvaluationResult result =
        new EvaluationResult(
            Evaluations.facts("csv"),
            List.of("push, pull", "run"),
            EvaluationMetrics.of(scored),
            new DataCounts(2, 2, 2),
            scored.stream().map(video -> VideoResult.of(video, 1, 2)).toList(),
            List.of());
    assertThat(csv(result))
        .isEqualTo(
            HEADER
                + "\"dir, with \"\"quotes\"\"\nand break.mp4\",1,run,0,\"push, pull\",false,0.75,"
                + "0,0.75,1,0.25,,,,,,,1,2\r\n"
                + "b,0 1,\"push, pull | run\",1,run,true,1.5,1,1.5,0,0.5,,,,,,,1,2\r\n");
  }

  @Test
  void chosenWidthsAreTheLastColumn() throws IOException {
    EvaluationResult result = Evaluations.choosing(Evaluations.random(Evaluations.names(2), 1, 1));
    List<String> lines = csv(result).lines().toList();
    assertThat(lines.get(0)).endsWith(",views,views_expected,widths");
    for (int i = 0; i < result.videos().size(); i++) {
      String widths =
          result.videos().get(i).widths().stream().map(String::valueOf).collect(joining(" "));
      assertThat(lines.get(i + 1)).endsWith(",30,30," + widths);
    }
  }

  @Test
  void emptyEvaluationHasAHeader() throws IOException {
    assertThat(csv(Evaluations.empty())).isEqualTo(HEADER);
  }
}
