package io.kinespark.preprocessing.annotation;

import io.kinespark.preprocessing.manifest.Split;
import io.kinespark.preprocessing.video.RejectReason;
import java.util.List;

/** A line of Something-Something V1: templates may hold further semicolons and commas. */
final class SomethingLine implements FileParser.LineParser {

  @Override
  public Row read(String line, Split split) throws RowException {
    int cut = line.indexOf(';');
    if (cut < 0 && split == Split.TEST) {
      return Row.of(line.strip(), List.of());
    }
    if (cut < 0) {
      throw new RowException(RejectReason.BAD_ROW, "there is no ';' between id and template");
    }
    return Row.of(line.substring(0, cut).strip(), List.of(line.substring(cut + 1).strip()));
  }
}
