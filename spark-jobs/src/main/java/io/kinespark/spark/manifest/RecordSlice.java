package io.kinespark.spark.manifest;

import io.kinespark.preprocessing.manifest.VideoRecord;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * The records of one file of a table. They are broadcast since a task has to be small.
 *
 * @param number of the file, from 0
 * @param records the videos, named relative to the manifest
 */
record RecordSlice(int number, List<VideoRecord> records) implements Serializable {
  private static final int RECORDS_PER_FILE = 4096;

  /** At least one slice, so that a table of no rows is one, too. */
  static List<RecordSlice> cut(List<VideoRecord> records, ManifestFolder folder) {
    List<RecordSlice> slices = new ArrayList<>();
    int from = 0;
    do {
      int to = Math.min(records.size(), from + RECORDS_PER_FILE);
      slices.add(
          new RecordSlice(
              slices.size(), records.subList(from, to).stream().map(folder::relative).toList()));
      from = to;
    } while (from < records.size());
    return slices;
  }

  /** Name of the file with a number. */
  static String partName(int number) {
    return "part-%05d.parquet".formatted(number);
  }

  /** The proofs of the rows, in their order. */
  List<RowProof> proofs() {
    RecordDigest digest = new RecordDigest();
    return records.stream()
        .map(record -> new RowProof(record.id(), partName(number), digest.of(record)))
        .toList();
  }
}
