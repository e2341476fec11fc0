package io.kinespark.spark.preprocess;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kinespark.preprocessing.annotation.AnnotationNote;
import io.kinespark.preprocessing.annotation.Annotations;
import io.kinespark.preprocessing.annotation.LabelMap;
import io.kinespark.preprocessing.manifest.Split;
import io.kinespark.preprocessing.manifest.VideoRecord;
import io.kinespark.preprocessing.video.RejectReason;
import io.kinespark.preprocessing.video.VideoRejectedException;
import io.kinespark.spark.manifest.Manifest;
import io.kinespark.spark.manifest.RecordRows;
import io.kinespark.spark.testing.DocumentedFields;
import io.kinespark.spark.testing.JsonPaths;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Columns and keys of a data set's tables are among those that docs/data.md explains. */
class TablesDocumentTest {
  private static final Set<String> DOCUMENTED = DocumentedFields.of("data.md", "Tables");

  @Test
  void everyColumnOfTheManifestIsDocumented() {
    assertThat(DOCUMENTED).contains(RecordRows.SCHEMA.fieldNames());
  }

  @Test
  void everyColumnOfTheRejectsIsDocumented() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    RejectsTable.write(List.of(), out);
    assertThat(DOCUMENTED).contains(out.toString(StandardCharsets.UTF_8).strip().split(","));
  }

  @Test
  void everyKeyOfTheSummaryIsDocumented() throws IOException {
    VideoRecord rejected =
        VideoRecord.listed("v", "file:/v", List.of(0), Split.TRAIN)
            .rejected(new VideoRejectedException(RejectReason.SHORT, "v", "two frames"));
    SplitSummary summary = summary(rejected, "a", "v");
    assertThat(DOCUMENTED)
        .containsAll(
            JsonPaths.of(new ObjectMapper().readTree(summary.toJson()), Set.of("reasons")));
  }

  @Test
  void everyLetterComesBackFromTheSummary() throws IOException {
    VideoRecord video = VideoRecord.listed("v", "file:/v", List.of(0), Split.TRAIN);
    String name = "\u6325\u624b \"\u00f6\" <b>& \ud83d\ude00";
    String example = name + "\u001b[2J\u0085 \ud800";
    byte[] json = summary(video, name, example).toJson();
    JsonNode tree = new ObjectMapper().readTree(json);
    assertThat(tree.get("classes").get(0).get("name").asText()).isEqualTo(name);
    assertThat(tree.get("notes").get(0).get("example").asText()).isEqualTo(example);
    String text = new String(json, StandardCharsets.UTF_8);
    assertThat(text).contains(name.replace("\"", "\\\""));
    assertThat(text.chars().filter(letter -> letter != '\n' && Character.isISOControl(letter)))
        .isEmpty();
  }

  private static SplitSummary summary(VideoRecord video, String className, String example) {
    Annotations annotations =
        new Annotations(List.of(video), List.of(), List.of(new AnnotationNote("cut", 1, example)));
    return SplitSummary.of(
        new SplitListing(Split.TRAIN, annotations, "", Optional.empty()),
        new Manifest(List.of(video), LabelMap.of(List.of(className))),
        List.of());
  }

  @Test
  void everyReasonIsDocumented() {
    Set<String> reasons = DocumentedFields.of("data.md", "Videos that cannot be used");
    for (RejectReason reason : RejectReason.values()) {
      assertThat(reasons).contains(reason.name());
    }
  }
}
