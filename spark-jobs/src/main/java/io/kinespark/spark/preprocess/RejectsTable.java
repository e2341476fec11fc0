package io.kinespark.spark.preprocess;

import io.kinespark.preprocessing.manifest.VideoRecord;
import io.kinespark.preprocessing.manifest.VideoStatus;
import io.kinespark.spark.config.ConfigReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** The rows and videos that were set aside, as a CSV file (RFC 4180, UTF-8). */
final class RejectsTable {
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180
          .builder()
          .setHeader("split", "id", "reason", "detail", "location")
          .setRecordSeparator("\n")
          .build();

  private RejectsTable() {}

  static void write(List<VideoRecord> rejects, OutputStream out) throws IOException {
    CSVPrinter printer =
        new CSVPrinter(new OutputStreamWriter(out, StandardCharsets.UTF_8), FORMAT);
    for (VideoRecord video : rejects) {
      VideoStatus.Rejected why = (VideoStatus.Rejected) video.status();
      printer.printRecord(
          ConfigReader.nameOf(video.split()),
          video.id(),
          why.reason(),
          why.detail(),
          video.location().uri());
    }
    printer.flush();
  }
}
