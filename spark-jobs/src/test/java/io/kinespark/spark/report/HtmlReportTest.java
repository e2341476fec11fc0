package io.kinespark.spark.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kinespark.spark.evaluate.metrics.AbsentClasses;
import io.kinespark.spark.evaluate.metrics.EvaluationMetrics;
import io.kinespark.spark.evaluate.metrics.ScoredVideo;
import io.kinespark.spark.progress.IterationRecord;
import io.kinespark.spark.progress.TrainingLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HtmlReportTest {
  private static final Pattern ISLAND =
      Pattern.compile(
          "<script type=\"application/json\" id=\"data\">(.*?)</script>", Pattern.DOTALL);
  private static final String HOSTILE =
      "</script><img src=x onerror=\"alert('1')\">&amp;{{data}}$1\\";

  private static String page(EvaluationResult result, TrainingLog training, List<Mistake> mistakes)
      throws IOException {
    StringWriter out = new StringWriter();
    new HtmlReport(result, Optional.empty(), new Adornments(training, mistakes)).write(out);
    return out.toString();
  }

  private static JsonNode data(String page) throws IOException {
    Matcher island = ISLAND.matcher(page);
    assertThat(island.find()).isTrue();
    return new ObjectMapper().readTree(island.group(1));
  }

  private static String withoutScripts(String page) {
    return page.replaceAll("(?s)(<script[^>]*>).*?</script>", "$1</script>")
        .replace("http-equiv", "");
  }

  @Test
  void librariesAreInThePage() throws IOException {
    String page = page(Evaluations.empty(), TrainingLog.empty(), List.of());
    for (String global : List.of(".vega={}", ".vegaLite={}", ".vegaEmbed=")) {
      assertThat(page.indexOf(global)).as(global).isPositive();
    }
  }

  @Test
  void pageIsOneFile() throws IOException {
    String page =
        page(
            Evaluations.random(Evaluations.names(6), 10, 1),
            Evaluations.training(3, 10),
            List.of());
    assertThat(page.indexOf("sourceMappingURL")).isNegative();
    assertThat(withoutScripts(page))
        .startsWith("<!DOCTYPE html>")
        .contains("default-src 'none'")
        .doesNotContain("{{")
        .doesNotContain("http")
        .doesNotContainPattern("<(script|img|iframe)[^>]* src=")
        .doesNotContain("<link")
        .doesNotContain("@import");
    assertThat(Pattern.compile("<script").matcher(page).results().map(MatchResult::group))
        .hasSize(5);
    assertThat(Pattern.compile("</script>").matcher(page).results().map(MatchResult::group))
        .hasSize(5);
  }

  @Test
  void namesNeverBecomeMarkup() throws IOException {
    List<ScoredVideo> scored = List.of(ScoredVideo.of(HOSTILE, 0, new double[] {0.1, 0.9}));
    EvaluationResult result =
        new EvaluationResult(
            Evaluations.facts(HOSTILE),
            List.of(HOSTILE, "<b>"),
            EvaluationMetrics.of(scored),
            new DataCounts(2, 2, 1),
            List.of(VideoResult.of(scored.get(0), 1, 1)),
            List.of(new Rejection(HOSTILE, HOSTILE, HOSTILE)));
    String page =
        page(result, TrainingLog.empty(), List.of(new Mistake(result.videos().get(0), List.of())));
    assertThat(page.indexOf("<img src=x")).isNegative();
    assertThat(withoutScripts(page))
        .contains(
            "<title>&lt;/script&gt;&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;&amp;amp;");
    JsonNode data = data(page);
    assertThat(data.get("title").asText()).isEqualTo(HOSTILE);
    assertThat(data.get("classes").get(0).asText()).isEqualTo(HOSTILE);
    assertThat(data.get("wrong").get(0).get(0).asText()).isEqualTo(HOSTILE);
    assertThat(data.get("strips").get(0).get("id").asText()).isEqualTo(HOSTILE);
    assertThat(data.get("rejections").get(0).get("reason").asText()).isEqualTo(HOSTILE);
  }

  @Test
  void everyLetterReachesTheScriptAndNoneEndsIt() throws IOException {
    EvaluationResult result = Letters.everywhere();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (Writer out = new OutputStreamWriter(bytes, StandardCharsets.UTF_8)) {
      new HtmlReport(result, Optional.empty(), Adornments.none()).write(out);
    }
    String page = bytes.toString(StandardCharsets.UTF_8);
    Matcher island = ISLAND.matcher(page);
    assertThat(island.find()).isTrue();
    assertThat(island.group(1)).doesNotContain("<", ">", "&", "\u2028", "\u2029");
    JsonNode data = new ObjectMapper().readTree(island.group(1));
    assertThat(data.get("title").asText()).isEqualTo(result.facts().title());
    assertThat(data.get("config").asText()).isEqualTo(result.facts().config());
    for (int i = 0; i < 100; i++) {
      JsonNode video = data.get("rejections").get(0).get("videos").get(i);
      assertThat(video.get(0).asText()).isEqualTo(result.rejections().get(i).videoId());
    }
    assertThat(page).contains("<title>" + Letters.READABLE.replace("&", "&amp;"));
  }

  @Test
  void whatHasNoGlyphIsShownAsAnEscape() {
    assertThat(Html.escaped("\u202ea\u2066\u05d0")).isEqualTo("\\u202ea\\u2066\u05d0");
    assertThat(Html.escaped("a\u0000\u001b[2J\u0085\ud800b\udc00\ud83d\ude00\t\n<"))
        .isEqualTo("a\\u0000\\u001b[2J\\u0085\\ud800b\\udc00\ud83d\ude00\t\n&lt;");
  }

  @Test
  void whatIsMissingHasItsReasonInThePage() throws IOException {
    EvaluationResult result = Evaluations.random(Evaluations.names(6), 10, 1);
    StringWriter out = new StringWriter();
    new HtmlReport(
            result,
            Optional.of("the id"),
            new Adornments(
                new TrainingLog(List.of(), List.of(), List.of("line 7 is damaged")),
                List.of(
                    new Mistake(
                        result.worstMistakes(1).get(0), List.of(), Optional.of("it is gone"))),
                Map.of(Adornments.CHARTS, "vega is missing")))
        .write(out);
    JsonNode data = data(out.toString());
    assertThat(data.get("evaluation").asText()).isEqualTo("the id");
    assertThat(data.get("logDamage").get(0).asText()).isEqualTo("line 7 is damaged");
    assertThat(data.get("strips").get(0).get("trouble").asText()).isEqualTo("it is gone");
    assertThat(data.get("missing").get("charts").asText()).isEqualTo("vega is missing");
    for (String name : List.of("learning curve", "pictures of mistakes")) {
      assertThat(out.toString()).contains("data.missing['" + name + "']");
    }
    assertThat(HtmlReport.chartTrouble()).isEmpty();
  }

  @Test
  void framesAreInlined() throws IOException {
    EvaluationResult result = Evaluations.random(Evaluations.names(6), 10, 1);
    VideoResult worst = result.worstMistakes(1).get(0);
    byte[] frame = Evaluations.jpeg(3);
    JsonNode strip =
        data(page(result, TrainingLog.empty(), List.of(new Mistake(worst, List.of(frame)))))
            .get("strips")
            .get(0);
    String uri = strip.get("frames").get(0).asText();
    assertThat(uri).startsWith("data:image/jpeg;base64,");
    assertThat(Base64.getDecoder().decode(uri.substring(uri.indexOf(',') + 1))).isEqualTo(frame);
  }

  @Test
  void digestOfHundredsOfClassesStaysSmall() throws IOException {
    EvaluationResult result = Evaluations.random(Evaluations.names(700), 20, 2);
    String page = page(result, Evaluations.training(2, 5000), List.of());
    JsonNode data = data(page);
    assertThat(data.get("perClass").size()).isEqualTo(700);
    assertThat(data.get("wrong").size()).isEqualTo(data.get("wrongTotal").asInt());
    assertThat(data.get("curves").get("loss").size()).isLessThanOrEqualTo(600).isGreaterThan(300);
    long counted = 0;
    for (JsonNode cell : data.get("confusion")) {
      counted += cell.get(2).asLong();
    }
    assertThat(counted).isEqualTo(14_000);
    assertThat(page.length()).isLessThan(1_900_000);
  }

  @Test
  void listOfWrongPredictionsIsBoundedByTheMostConfident() throws IOException {
    int count = 10_001;
    List<VideoResult> videos =
        IntStream.range(0, count)
            .mapToObj(
                v ->
                    new VideoResult(
                        "v" + v, List.of(0), List.of(new ClassScore(1, v)), 1, 1, List.of()))
            .toList();
    EvaluationMetrics metrics =
        new EvaluationMetrics(
            count,
            OptionalDouble.of(0),
            OptionalDouble.of(0),
            OptionalDouble.of(0),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            AbsentClasses.LEFT_OUT);
    EvaluationResult result =
        new EvaluationResult(
            Evaluations.facts("wrong"),
            Evaluations.names(2),
            metrics,
            new DataCounts(count, count, count),
            videos,
            List.of());
    JsonNode data = data(page(result, TrainingLog.empty(), List.of()));
    assertThat(data.get("wrongTotal").asInt()).isEqualTo(count);
    assertThat(data.get("wrong").size()).isEqualTo(10_000);
    assertThat(data.get("wrong").get(0).get(0).asText()).isEqualTo("v10000");
    assertThat(data.get("wrong").get(9_999).get(0).asText()).isEqualTo("v1");
  }

  @Test
  void costsOfChosenWidthsAreShownByClass() throws IOException {
    EvaluationResult result = Evaluations.random(Evaluations.names(3), 4, 1);
    JsonNode plain = data(page(result, TrainingLog.empty(), List.of()));
    assertThat(plain.has("widths")).isFalse();
    assertThat(plain.get("classMacs").size()).isZero();

    JsonNode chosen = data(page(Evaluations.choosing(result), TrainingLog.empty(), List.of()));
    double sum = 0;
    for (JsonNode macs : chosen.get("classMacs")) {
      sum += macs.asDouble();
    }
    assertThat(sum / 3)
        .isEqualTo(chosen.get("widths").get("chosen").get("video").asDouble(), offset(1.0));
  }

  @Test
  void emptyEvaluationIsAPage() throws IOException {
    JsonNode data = data(page(Evaluations.empty(), TrainingLog.empty(), List.of()));
    assertThat(data.get("metrics").fieldNames())
        .toIterable()
        .noneMatch(name -> name.startsWith("top"));
    assertThat(data.get("confusion").size()).isZero();
    assertThat(data.get("rejections").get(0).get("count").asInt()).isEqualTo(2);
  }

  @Test
  void lossThatIsNotFiniteBecomesAGap() throws IOException {
    List<IterationRecord> steps = new ArrayList<>();
    for (double loss : new double[] {2, Double.NaN, Double.POSITIVE_INFINITY}) {
      steps.add(
          new IterationRecord(
              1,
              steps.size() + 1,
              loss,
              OptionalDouble.empty(),
              0.01,
              1,
              0,
              Instant.parse("2026-11-20T08:00:00Z")));
    }
    JsonNode data = data(page(Evaluations.empty(), new TrainingLog(steps, List.of()), List.of()));
    JsonNode loss = data.get("curves").get("loss");
    assertThat(loss.get(0).get("value").asDouble()).isEqualTo(2);
    assertThat(loss.get(1).get("value").isNull()).isTrue();
    assertThat(loss.get(2).get("value").isNull()).isTrue();
    assertThat(data.get("curves").get("top1").size()).isZero();
  }
}
