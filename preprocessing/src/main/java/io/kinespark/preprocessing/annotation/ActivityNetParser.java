package io.kinespark.preprocessing.annotation;

import com.fasterxml.jackson.databind.JsonNode;
import io.kinespark.preprocessing.manifest.Segment;
import io.kinespark.preprocessing.manifest.Split;
import io.kinespark.preprocessing.manifest.TimeSpan;
import io.kinespark.preprocessing.video.RejectReason;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The JSON file of ActivityNet. Segments that two annotations of a video share are one sample with
 * both labels.
 */
record ActivityNetParser(boolean segments) implements FileParser {

  private static final String FILE_PREFIX = "v_";
  private static final String ANNOTATIONS = "annotations";

  @Override
  public void parse(FileSystem files, Path file, Split split, RowSink sink) throws IOException {
    String subset =
        switch (split) {
          case TRAIN -> "training";
          case VALIDATION -> "validation";
          case TEST -> "testing";
        };
    int number = 0;
    for (Map.Entry<String, JsonNode> video : JsonFile.fields(database(files, file))) {
      if (!video.getValue().path("subset").asText().equals(subset)) {
        continue;
      }
      String name = FILE_PREFIX + video.getKey();
      JsonNode annotations = video.getValue().path(ANNOTATIONS);
      if (!segments || annotations.size() == 0) {
        number++;
        sink.accept(number, text(video), () -> Row.of(name, labels(annotations)));
        continue;
      }
      for (List<JsonNode> same : bySegment(annotations)) {
        number++;
        sink.accept(
            number,
            text(video),
            () ->
                Row.of(name, same.stream().map(ActivityNetParser::label).toList(), segment(same)));
      }
    }
  }

  /** The object of all videos, by their ids. */
  static JsonNode database(FileSystem files, Path file) throws IOException {
    JsonNode database = JsonFile.read(files, file).path("database");
    if (!database.isObject()) {
      throw new AnnotationException(
          file + " has no object 'database'; activity_net.v1-3.min.json has one");
    }
    return database;
  }

  /** The names of all classes that the annotations of the file use, sorted. */
  static Set<String> classes(FileSystem files, Path file) throws IOException {
    Set<String> names = new TreeSet<>();
    for (JsonNode video : database(files, file)) {
      video.path(ANNOTATIONS).forEach(annotation -> names.add(label(annotation)));
    }
    return names;
  }

  private static Iterable<List<JsonNode>> bySegment(JsonNode annotations) {
    Map<JsonNode, List<JsonNode>> groups = new LinkedHashMap<>();
    for (JsonNode annotation : annotations) {
      groups.merge(annotation.path("segment"), List.of(annotation), ActivityNetParser::joined);
    }
    return groups.values();
  }

  private static List<JsonNode> joined(List<JsonNode> first, List<JsonNode> second) {
    return Stream.of(first, second).flatMap(List::stream).toList();
  }

  private static List<String> labels(JsonNode annotations) {
    return StreamSupport.stream(annotations.spliterator(), false)
        .map(ActivityNetParser::label)
        .distinct()
        .toList();
  }

  private static String label(JsonNode annotation) {
    return annotation.path("label").asText().strip();
  }

  /** A start before the video is cut off here, an end after it where its frames are counted. */
  private static Segment segment(List<JsonNode> annotations) throws RowException {
    JsonNode times = annotations.get(0).path("segment");
    if (times.size() != 2 || !times.get(0).isNumber() || !times.get(1).isNumber()) {
      throw new RowException(RejectReason.BAD_ROW, "a segment is two times, not " + times);
    }
    double start = Math.max(0, times.get(0).asDouble());
    double end = times.get(1).asDouble();
    if (end <= start) {
      throw new RowException(RejectReason.SHORT, "the segment " + times + " is empty");
    }
    return new TimeSpan(start, end);
  }

  private static String text(Map.Entry<String, JsonNode> video) {
    return "\"" + video.getKey() + "\": " + video.getValue();
  }
}
