package io.kinespark.spark.report;

import io.kinespark.spark.table.CsvTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Per-video predictions as a {@link CsvTable}: a header, then one line per video in the result's
 * order.
 *
 * <p>Columns: {@code id, label, label_name, prediction, prediction_name, correct, score, top1,
 * score1, ... top5, score5, views, views_expected}, and {@code widths} if the network chooses them.
 * Classes are indices; several labels are separated by blanks, their names by {@code " | "}; places
 * beyond the number of classes are empty. Widths are positions, of the frames of all views,
 * separated by blanks.
 */
public final class PredictionsCsv {
  private static final int TOP = 5;

  private PredictionsCsv() {}

  /**
   * Writes all videos of a result. Does not close {@code out}.
   *
   * @throws IOException if {@code out} cannot be written
   */
  public static void write(EvaluationResult result, Appendable out) throws IOException {
    CsvTable csv = new CsvTable(out, "\r\n", header(result));
    for (VideoResult video : result.videos()) {
      csv.row(row(video, result));
    }
    csv.flush();
  }

  private static List<String> header(EvaluationResult result) {
    List<String> header =
        new ArrayList<>(
            List.of(
                "id", "label", "label_name", "prediction", "prediction_name", "correct", "score"));
    for (int place = 1; place <= TOP; place++) {
      header.add("top" + place);
      header.add("score" + place);
    }
    header.add("views");
    header.add("views_expected");
    if (result.widthCosts().isPresent()) {
      header.add("widths");
    }
    return header;
  }

  private static List<Object> row(VideoResult video, EvaluationResult result) {
    List<String> names = result.classNames();
    List<Object> row = new ArrayList<>();
    row.add(video.id());
    row.add(joined(video.labels()));
    row.add(video.labels().stream().map(names::get).collect(Collectors.joining(" | ")));
    row.add(video.predicted());
    row.add(names.get(video.predicted()));
    row.add(video.correct());
    row.add(video.score());
    for (int place = 0; place < TOP; place++) {
      boolean taken = place < video.top().size();
      row.add(taken ? video.top().get(place).classIndex() : "");
      row.add(taken ? video.top().get(place).score() : "");
    }
    row.add(video.viewsGot());
    row.add(video.viewsExpected());
    if (result.widthCosts().isPresent()) {
      row.add(joined(video.widths()));
    }
    return row;
  }

  private static String joined(List<Integer> indices) {
    return indices.stream().map(String::valueOf).collect(Collectors.joining(" "));
  }
}
