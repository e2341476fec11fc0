package io.kinespark.preprocessing.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kinespark.preprocessing.testing.SharedData;
import io.kinespark.preprocessing.video.ByteArrayInput;
import io.kinespark.preprocessing.video.DamagePolicy;
import io.kinespark.preprocessing.video.DecodeOptions;
import io.kinespark.preprocessing.video.DecodeReport;
import io.kinespark.preprocessing.video.VideoDecoder;
import io.kinespark.preprocessing.video.VideoInput;
import io.kinespark.preprocessing.video.VideoRejectedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What becomes of every real clip under both damage policies, beside the reference decoder's count.
 */
class RealClipsTable {

  private static final DecodeOptions STRICT = DecodeOptions.defaults();
  private static final DecodeOptions LENIENT = STRICT.withDamage(DamagePolicy.keepIfAtLeast(1));

  @Test
  void print() throws IOException {
    Path data = SharedData.require();
    Map<String, Integer> expected = new TreeMap<>();
    for (JsonNode facts :
        new ObjectMapper().readTree(data.resolve("decode_facts.json").toFile()).get("files")) {
      expected.put(facts.get("file").asText(), facts.get("decoded_frames").asInt());
    }
    for (String list : new String[] {"train.csv", "val.csv"}) {
      try (Stream<String> rows = Files.lines(data.resolve("actions").resolve(list))) {
        rows.skip(1)
            .map(row -> row.split(",", -1))
            .forEach(row -> expected.put("actions/" + row[0], Integer.parseInt(row[5])));
      }
    }
    System.out.printf(
        Locale.ROOT,
        "%n%-46s %9s %9s %7s  %s%n",
        "file",
        "reference",
        "frames",
        "size",
        "by default (and if damaged files are kept)");
    for (Map.Entry<String, Integer> file : expected.entrySet()) {
      byte[] bytes = Files.readAllBytes(data.resolve(file.getKey()));
      VideoInput input = new ByteArrayInput(file.getKey(), bytes);
      System.out.printf(
          Locale.ROOT, "%-46s %9d %s%n", file.getKey(), file.getValue(), outcome(input));
    }
  }

  private static String outcome(VideoInput input) throws IOException {
    try {
      return row(new VideoDecoder(STRICT).scan(input)) + "  ready";
    } catch (VideoRejectedException e) {
      return kept(input) + "  " + e.reason() + ": " + e.detail();
    }
  }

  private static String kept(VideoInput input) throws IOException {
    try {
      return row(new VideoDecoder(LENIENT).scan(input)) + " (kept)";
    } catch (VideoRejectedException e) {
      return "%9s %7s".formatted("-", "-");
    }
  }

  private static String row(DecodeReport report) {
    return "%9d %7s".formatted(report.decodedFrames(), report.size());
  }
}
