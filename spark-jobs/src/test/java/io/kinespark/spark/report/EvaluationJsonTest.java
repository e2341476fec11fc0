package io.kinespark.spark.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kinespark.spark.evaluate.metrics.EvaluationMetrics;
import io.kinespark.spark.evaluate.metrics.ScoredVideo;
import io.kinespark.spark.evaluate.metrics.WidthUsage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EvaluationJsonTest {
  private static String json(EvaluationResult result) throws IOException {
    StringWriter out = new StringWriter();
    EvaluationJson.write(result, Optional.empty(), out);
    return out.toString();
  }

  private static EvaluationResult read(String json) throws IOException {
    return EvaluationJsonReader.read(new StringReader(json));
  }

  @Test
  void everythingComesBack() throws IOException {
    EvaluationResult result =
        Evaluations.random(List.of("a \"quoted\" <name>", "b\u00e4", "caf\u00e9"), 10, 1);
    assertThat(read(json(result))).isEqualTo(result);
  }

  @Test
  void everyLetterComesBackFromTheBytes() throws IOException {
    EvaluationResult result = Letters.everywhere();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (Writer out = new OutputStreamWriter(bytes, StandardCharsets.UTF_8)) {
      EvaluationJson.write(result, Optional.empty(), out);
    }
    String json = bytes.toString(StandardCharsets.UTF_8);
    assertThat(read(json)).isEqualTo(result);
    assertThat(json).contains(Letters.READABLE);
    assertThat(json.chars().filter(letter -> letter != '\n' && Character.isISOControl(letter)))
        .isEmpty();
  }

  @Test
  void emptyEvaluationComesBack() throws IOException {
    assertThat(read(json(Evaluations.empty()))).isEqualTo(Evaluations.empty());
  }

  @Test
  void multiLabelAndInfiniteScoresComeBack() throws IOException {
    List<ScoredVideo> scored =
        List.of(
            ScoredVideo.of(
                "v",
                List.of(0, 2),
                new double[] {Double.POSITIVE_INFINITY, 0, Double.NEGATIVE_INFINITY}));
    EvaluationResult result =
        new EvaluationResult(
            Evaluations.facts("multi"),
            Evaluations.names(3),
            EvaluationMetrics.of(scored),
            new DataCounts(1, 1, 1),
            List.of(VideoResult.of(scored.get(0), 1, 1)),
            List.of());
    assertThat(read(json(result))).isEqualTo(result);
  }

  @Test
  void chosenWidthsAndTheirCostsComeBack() throws IOException {
    EvaluationResult some = Evaluations.choosing(Evaluations.random(Evaluations.names(2), 3, 1));
    assertThat(read(json(some))).isEqualTo(some);
    EvaluationResult none = Evaluations.choosing(Evaluations.empty());
    assertThat(read(json(none))).isEqualTo(none);
  }

  @Test
  void whatTheWidthsCostIsThere() throws IOException {
    EvaluationResult result = Evaluations.choosing(Evaluations.random(Evaluations.names(2), 3, 1));
    WidthUsage usage = result.widthUsage().orElseThrow();
    JsonNode widths = new ObjectMapper().readTree(json(result)).get("widths");
    assertThat(widths.fieldNames())
        .toIterable()
        .containsExactly(
            "ratios",
            "slimmable-of-frame",
            "composition-of-clip",
            "slimmable-alone-of-clip",
            "frames-per-clip",
            "frames",
            "shares",
            "chosen",
            "full-width",
            "slimmable-alone");
    assertThat(widths.get("shares").get(0).asDouble())
        .isEqualTo(widths.get("frames").get(0).asDouble() / 360);
    assertThat(widths.get("chosen").get("view").asDouble()).isEqualTo(usage.chosen().view());
    assertThat(widths.get("chosen").get("video").asDouble())
        .isEqualTo(30 * usage.chosen().view(), offset(1e-3));
    assertThat(widths.get("full-width").get("frame").asDouble())
        .isEqualTo(667_014_560 / 2.0 + 4_087_136_256L);
    assertThat(widths.get("slimmable-alone").get("saved").asDouble())
        .isEqualTo(1 - usage.chosen().view() / 8_175_091_712L, offset(1e-12));
  }

  @Test
  void widthsThatAreNotThoseOfTheFramesAreRefused() throws IOException {
    String json = json(Evaluations.choosing(Evaluations.random(Evaluations.names(2), 1, 1)));
    String fewer = json.replaceFirst("(\"views\" : 30,[^\\[]*\\[) \\d,", "$1");
    String wider = json.replaceFirst("(\"views\" : 30,[^\\[]*\\[) \\d,", "$1 5,");
    for (String damaged : List.of(fewer, wider)) {
      assertThat(damaged).isNotEqualTo(json);
      assertThatThrownBy(() -> read(damaged))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("its 60 frames should have one of 5 each");
    }
  }

  @Test
  void keysKeepTheirOrder() throws IOException {
    JsonNode report =
        new ObjectMapper().readTree(json(Evaluations.random(Evaluations.names(3), 2, 1)));
    assertThat(report.fieldNames())
        .toIterable()
        .containsExactly(
            "format",
            "version",
            "metrics",
            "counts",
            "run",
            "label-map-sha256",
            "classes",
            "rejections",
            "videos");
    assertThat(report.get("metrics").fieldNames())
        .toIterable()
        .containsExactly("videos", "top1", "mean-class-accuracy", "absent-classes-count");
    JsonNode six =
        new ObjectMapper().readTree(json(Evaluations.random(Evaluations.names(6), 2, 1)));
    assertThat(six.get("metrics").fieldNames()).toIterable().contains("top5");
  }

  @Test
  void otherFilesAreRefused() {
    assertThatThrownBy(() -> read("{}"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("not an evaluation report");
    assertThatThrownBy(() -> read("[]"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("not a JSON object");
  }

  @Test
  void otherVersionsAreRefused() throws IOException {
    String newer = json(Evaluations.empty()).replace("\"version\" : 1", "\"version\" : 2");
    assertThatThrownBy(() -> read(newer))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("version 2");
  }

  @Test
  void missingFieldIsNamed() throws IOException {
    String damaged = json(Evaluations.empty()).replace("\"checkpoint\"", "\"chekpoint\"");
    assertThatThrownBy(() -> read(damaged))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("'checkpoint' is missing");
  }

  @Test
  void valuesThatDoNotFitAreRefused() throws IOException {
    String damaged = json(Evaluations.empty()).replace("\"decoded\" : 0", "\"decoded\" : 7");
    assertThatThrownBy(() -> read(damaged))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("2, 0, 7");
  }

  @Test
  void classesThatWereChangedByHandAreRefused() throws IOException {
    String changed =
        json(Evaluations.random(List.of("left", "right"), 1, 1)).replace("\"left\"", "\"up\"");
    assertThatThrownBy(() -> read(changed))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("it was changed by hand");
  }

  @Test
  void labelThatIsNoIndexIsRefused() throws IOException {
    String damaged =
        json(Evaluations.random(Evaluations.names(2), 1, 1))
            .replaceFirst("\"labels\" : \\[ 0", "\"labels\" : [ \"x\"");
    assertThatThrownBy(() -> read(damaged))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("'labels' is not an integer");
  }
}
