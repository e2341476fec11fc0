package io.kinespark.spark.report;

import io.kinespark.spark.evaluate.metrics.EvaluationMetrics;
import io.kinespark.spark.evaluate.metrics.ScoredVideo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** An evaluation in which every name has letters that some format stumbles over. */
final class Letters {
  /** Chinese, an umlaut, an emoji, a combining accent, Hebrew and markup. */
  static final String READABLE =
      "\u6325\u624b \u00f6 \ud83d\ude00 e\u0301 \u05e9\u05dc\u05d5\u05dd & \u2192";

  private static final int PER_NAME = 1024;

  private Letters() {}

  /** Every character of the Basic Multilingual Plane, halves of surrogate pairs too, and others. */
  static List<String> names() {
    List<String> names = new ArrayList<>();
    for (int first = 0; first <= Character.MAX_VALUE; first += PER_NAME) {
      StringBuilder name = new StringBuilder();
      IntStream.range(first, first + PER_NAME).forEach(letter -> name.append((char) letter));
      names.add(name.toString());
      names.add(name.reverse().toString());
    }
    for (int plane = 1; plane <= 16; plane++) {
      names.add(Character.toString(plane << 16) + Character.toString((plane << 16) + 0xfffd));
    }
    names.add("\udc00\ud800\ud800\udc00\ud800");
    names.add("</script><!--<script>&amp;\\\"'\u2028\u2029\u0000\u001b[2J\u202e");
    names.add(READABLE);
    return names;
  }

  private static Map<String, String> byName(List<String> names) {
    return names.stream().collect(Collectors.toMap(name -> name, name -> name, (a, b) -> a));
  }

  static EvaluationResult everywhere() {
    List<String> all = names();
    String each = String.join("", all);
    ScoredVideo video = ScoredVideo.of(each, 0, new double[] {0.25, 0.75});
    RunFacts facts = Evaluations.facts("");
    return new EvaluationResult(
        new RunFacts(
            READABLE + each,
            each,
            each,
            each,
            each,
            each,
            each,
            facts.started(),
            facts.timings(),
            byName(all),
            byName(all)),
        List.of(READABLE, "\u05d0 </script>"),
        EvaluationMetrics.of(List.of(video)),
        new DataCounts(1 + all.size(), 1 + all.size(), 1),
        List.of(VideoResult.of(video, 1, 1)),
        all.stream().map(name -> new Rejection(name, "decode-errors", name)).toList());
  }
}
