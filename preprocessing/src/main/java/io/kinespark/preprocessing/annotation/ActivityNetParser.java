package io.kinespark.preprocessing.annotation;

import com.fasterxml.jackson.databind.JsonNode;
import io.kinespark.preprocessing.manifest.Segment;
import io.kinespark.preprocessing.manifest.Split;
import io.kinespark.preprocessing.video.RejectReason;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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
  private static final String SUBSET = "subset";
  private static final String SEGMENT = "segment";

  private static final String UNKNOWN_SUBSET =
      "entries whose subset is none of training, validation and testing are left out";

  @Override
  public void parse(FileSystem files, Path file, Split split, RowSink sink) throws IOException {
    int number = 0;
    for (Map.Entry<String, JsonNode> video : JsonFile.fields(database(files, file))) {
      Optional<Split> subset = subset(video.getValue());
      if (subset.isEmpty()) {
        sink.note(
            UNKNOWN_SUBSET,
            "\"%s\" with the subset %s".formatted(video.getKey(), video.getValue().path(SUBSET)));
      }
      if (subset.isEmpty() || subset.get() != split) {
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
                Row.of(
                    name,
                    same.stream().map(ActivityNetParser::label).distinct().toList(),
                    segment(same, name, sink)));
      }
    }
  }

  /** The split of a video, whose name stands in any case and among any blanks. */
  private static Optional<Split> subset(JsonNode video) {
    return switch (video.path(SUBSET).asText().strip().toLowerCase(Locale.ROOT)) {
      case "training" -> Optional.of(Split.TRAIN);
      case "validation" -> Optional.of(Split.VALIDATION);
      case "testing" -> Optional.of(Split.TEST);
      default -> Optional.empty();
    };
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

  /**
   * The names of all classes that the annotations use, sorted: of videos that are in a split, and
   * where there is a name.
   */
  static Set<String> classes(FileSystem files, Path file) throws IOException {
    Set<String> names = new TreeSet<>();
    for (JsonNode video : database(files, file)) {
      if (subset(video).isPresent()) {
        video.path(ANNOTATIONS).forEach(annotation -> names.add(label(annotation)));
      }
    }
    names.remove("");
    return names;
  }

  /** Annotations of the same frames: what lies before the video makes no difference. */
  private static Iterable<List<JsonNode>> bySegment(JsonNode annotations) {
    Map<Object, List<JsonNode>> groups = new LinkedHashMap<>();
    for (JsonNode annotation : annotations) {
      JsonNode times = annotation.path(SEGMENT);
      Object frames =
          areTimes(times)
              ? List.of(Math.max(0, times.get(0).asDouble()), times.get(1).asDouble())
              : times;
      groups.merge(frames, List.of(annotation), ActivityNetParser::joined);
    }
    return groups.values();
  }

  private static boolean areTimes(JsonNode times) {
    return times.size() == 2 && times.get(0).isNumber() && times.get(1).isNumber();
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

  private static Segment segment(List<JsonNode> annotations, String name, RowSink sink)
      throws RowException {
    JsonNode times = annotations.get(0).path(SEGMENT);
    if (!areTimes(times)) {
      throw new RowException(RejectReason.BAD_ROW, "a segment is two times, not " + times);
    }
    return SegmentTimes.of(times.get(0).asDouble(), times.get(1).asDouble(), name, sink);
  }

  private static String text(Map.Entry<String, JsonNode> video) {
    return "\"" + video.getKey() + "\": " + video.getValue();
  }
}
