package io.kinespark.spark.preprocess;

import io.kinespark.preprocessing.manifest.VideoRecord;
import io.kinespark.preprocessing.manifest.VideoStatus;
import io.kinespark.spark.config.ConfigReader;
import io.kinespark.spark.table.CsvTable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The rows and videos that were set aside, as a CSV file in UTF-8. */
final class RejectsTable {
  private static final List<String> HEADER = List.of("split", "id", "reason", "detail", "location");

  private RejectsTable() {}

  static void write(List<VideoRecord> rejects, OutputStream out) throws IOException {
    CsvTable table =
        new CsvTable(new OutputStreamWriter(out, StandardCharsets.UTF_8), "\n", HEADER);
    for (VideoRecord video : rejects) {
      VideoStatus.Rejected why = (VideoStatus.Rejected) video.status();
      table.row(
          List.of(
              ConfigReader.nameOf(video.split()),
              video.id(),
              why.reason(),
              why.detail(),
              video.location().uri()));
    }
    table.flush();
  }
}
