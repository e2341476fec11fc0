package io.kinespark.spark.manifest;

import io.kinespark.preprocessing.annotation.LabelMap;
import io.kinespark.spark.checkpoint.Digests;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * What a manifest's table says about itself, in the metadata of its first column.
 *
 * @param records rows of the whole table
 * @param labelMap digest of the label map
 * @param rows digests of the rows
 */
record TableStamp(long records, String labelMap, RowDigests rows) {
  private static final long FORMAT_VERSION = 4;
  private static final String FORMAT = "kinespark.manifest.format";
  private static final String RECORDS = "kinespark.manifest.records";
  private static final String LABEL_MAP = "kinespark.manifest.label-map-sha256";
  private static final String ROWS = "kinespark.manifest.rows-sha256";
  private static final String SELF = "kinespark.manifest.stamp-sha256";
  private static final String PARTS = "kinespark.manifest.rows-sha256-of-parts";

  /** A schema that carries this stamp. */
  StructType on(StructType schema) {
    Metadata metadata =
        new MetadataBuilder()
            .putLong(FORMAT, FORMAT_VERSION)
            .putLong(RECORDS, records)
            .putString(LABEL_MAP, labelMap)
            .putString(ROWS, rows.table())
            .putString(PARTS, digestsOfParts())
            .putString(SELF, sha256())
            .build();
    StructField[] fields = schema.fields().clone();
    fields[0] =
        new StructField(fields[0].name(), fields[0].dataType(), fields[0].nullable(), metadata);
    return new StructType(fields);
  }

  private String digestsOfParts() {
    return rows.parts().entrySet().stream()
        .map(part -> part.getKey() + " " + part.getValue())
        .collect(Collectors.joining(";"));
  }

  /** The digest of the stamp itself, so that its own damage is not taken for that of others. */
  private String sha256() {
    return Digests.sha256(
        String.join("\n", Long.toString(records), labelMap, rows.table(), digestsOfParts()));
  }

  /**
   * The stamp of a table.
   *
   * @throws ManifestException if the table has none or not the columns of this version
   */
  static TableStamp read(StructType schema, Path table) throws ManifestException {
    StructField[] fields = schema.fields();
    try {
      boolean stamped = fields.length > 0 && fields[0].metadata().contains(FORMAT);
      if (!stamped || fields[0].metadata().getLong(FORMAT) != FORMAT_VERSION) {
        throw new ManifestException(
            table
                + " is not a manifest of format "
                + FORMAT_VERSION
                + "; if another version of Kinespark made it, run the preprocess job again with"
                + " preprocess.overwrite=true");
      }
      Metadata metadata = fields[0].metadata();
      TreeMap<String, String> parts = new TreeMap<>();
      for (String part : metadata.getString(PARTS).split(";", -1)) {
        if (!part.isEmpty()) {
          int cut = part.lastIndexOf(' ');
          parts.put(part.substring(0, Math.max(0, cut)), part.substring(cut + 1));
        }
      }
      TableStamp stamp =
          new TableStamp(
              metadata.getLong(RECORDS),
              metadata.getString(LABEL_MAP),
              new RowDigests(metadata.getString(ROWS), parts));
      if (stamp.sha256().equals(metadata.getString(SELF))) {
        return stamp;
      }
      throw new IllegalArgumentException("its SHA-256 is another");
    } catch (RuntimeException e) {
      // Metadata throws what a Scala map and a cast throw.
      throw new ManifestException(
          "what %s says of itself is damaged; %s".formatted(table, ManifestException.MEND), e);
    }
  }

  void checkLabels(LabelMap found, Path file) throws ManifestException {
    if (!found.sha256().equals(labelMap)) {
      throw new ManifestException(
          "%s is not the label map that videos.parquet was made with (SHA-256 %s, it was %s); restore it, or run the preprocess job again"
              .formatted(file, found.sha256(), labelMap));
    }
  }

  void checkCount(long found, Path table) throws ManifestException {
    if (found != records) {
      throw new ManifestException(
          "%s has %d rows of %d; a file of it is missing or there twice: %s"
              .formatted(table, found, records, ManifestException.MEND));
    }
  }
}
