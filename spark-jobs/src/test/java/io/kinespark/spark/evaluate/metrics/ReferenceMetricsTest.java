package io.kinespark.spark.evaluate.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The numbers that mmaction2's own metric functions gave for 37 videos of 12 classes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReferenceMetricsTest {
  private static final double EXACT = 1e-12;

  private JsonNode reference;

  @BeforeAll
  void readReference() throws IOException {
    try (InputStream json = getClass().getResourceAsStream("metrics.json")) {
      reference = new ObjectMapper().readTree(json);
    }
  }

  @Test
  void topK() {
    List<ScoredVideo> videos = singleLabel();
    JsonNode expected = reference.get("top_k_accuracy");
    assertThat(expected.size()).isEqualTo(3);
    expected
        .fieldNames()
        .forEachRemaining(
            k ->
                assertThat(EvaluationMetrics.topK(videos, Integer.parseInt(k)))
                    .hasValue(expected.get(k).asDouble()));
  }

  @Test
  void headline() {
    EvaluationMetrics metrics = EvaluationMetrics.of(singleLabel());
    assertThat(metrics.videos()).isEqualTo(37);
    assertThat(metrics.top1().getAsDouble())
        .isCloseTo(number("top_k_accuracy", "1"), within(EXACT));
    assertThat(metrics.top5().getAsDouble())
        .isCloseTo(number("top_k_accuracy", "5"), within(EXACT));
    assertThat(metrics.meanClassAccuracy().getAsDouble())
        .isCloseTo(reference.get("mean_class_accuracy").asDouble(), within(EXACT));
    assertThat(metrics.meanAveragePrecision()).isEmpty();
  }

  @Test
  void multiLabelHeadline() {
    EvaluationMetrics metrics = EvaluationMetrics.of(multiLabel("scores"));
    assertThat(metrics.meanAveragePrecision().getAsDouble())
        .isCloseTo(reference.get("mean_average_precision").asDouble(), within(EXACT));
    assertThat(metrics.mmitMeanAveragePrecision().getAsDouble())
        .isCloseTo(reference.get("mmit_mean_average_precision").asDouble(), within(EXACT));
    assertThat(metrics.meanClassAccuracy()).isEmpty();
  }

  @Test
  void tiedScoresAreTakenTogether() {
    List<ScoredVideo> videos = multiLabel("scores_with_ties");
    assertThat(MultiLabelMetrics.meanAveragePrecision(videos).getAsDouble())
        .isCloseTo(reference.get("mean_average_precision_ties").asDouble(), within(EXACT));
    assertThat(MultiLabelMetrics.mmitMeanAveragePrecision(videos).getAsDouble())
        .isCloseTo(reference.get("mmit_mean_average_precision_ties").asDouble(), within(EXACT));
  }

  @Test
  void orderOfVideosDoesNotMatter() {
    List<ScoredVideo> shuffled = new ArrayList<>(multiLabel("scores_with_ties"));
    Collections.shuffle(shuffled, new Random(7));
    assertThat(MultiLabelMetrics.meanAveragePrecision(shuffled).getAsDouble())
        .isCloseTo(reference.get("mean_average_precision_ties").asDouble(), within(EXACT));
  }

  private double number(String table, String key) {
    return reference.get(table).get(key).asDouble();
  }

  private List<ScoredVideo> singleLabel() {
    JsonNode labels = reference.get("labels");
    return IntStream.range(0, labels.size())
        .mapToObj(v -> ScoredVideo.of("v" + v, labels.get(v).asInt(), scores("scores", v)))
        .toList();
  }

  private List<ScoredVideo> multiLabel(String scores) {
    JsonNode labels = reference.get("multi_labels");
    return IntStream.range(0, labels.size())
        .mapToObj(v -> ScoredVideo.of("v" + v, ones(labels.get(v)), scores(scores, v)))
        .toList();
  }

  private static List<Integer> ones(JsonNode row) {
    return IntStream.range(0, row.size()).filter(c -> row.get(c).asInt() == 1).boxed().toList();
  }

  private double[] scores(String field, int video) {
    return StreamSupport.stream(reference.get(field).get(video).spliterator(), false)
        .mapToDouble(JsonNode::asDouble)
        .toArray();
  }
}
