package io.kinespark.preprocessing.annotation;

import com.fasterxml.jackson.databind.JsonNode;
import io.kinespark.preprocessing.manifest.Split;
import io.kinespark.preprocessing.video.RejectReason;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** The JSON files of Something-Something V2. */
final class SomethingJsonParser implements FileParser {

  @Override
  public void parse(FileSystem files, Path file, Split split, RowSink sink) throws IOException {
    JsonNode videos = JsonFile.read(files, file);
    if (!videos.isArray()) {
      throw new AnnotationException(
          file + " is no list of videos: something-something-v2-train.json is one");
    }
    int number = 0;
    for (JsonNode video : videos) {
      number++;
      sink.accept(number, video.toString(), () -> row(video, split));
    }
  }

  private static Row row(JsonNode video, Split split) throws RowException {
    String id = video.path("id").asText();
    if (id.isEmpty()) {
      throw new RowException(RejectReason.BAD_ROW, "there is no id");
    }
    JsonNode template = video.path("template");
    if (template.isMissingNode() && split == Split.TEST) {
      return Row.of(id, List.of());
    }
    if (!template.isTextual()) {
      throw new RowException(RejectReason.BAD_LABEL, "there is no template");
    }
    return Row.of(id, List.of(template.asText().replace("[", "").replace("]", "").strip()));
  }
}
