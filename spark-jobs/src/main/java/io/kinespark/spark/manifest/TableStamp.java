package io.kinespark.spark.manifest;

import io.kinespark.preprocessing.annotation.LabelMap;
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
 */
record TableStamp(long records, String labelMap) {
  private static final long FORMAT_VERSION = 3;
  private static final String FORMAT = "kinespark.manifest.format";
  private static final String RECORDS = "kinespark.manifest.records";
  private static final String LABEL_MAP = "kinespark.manifest.label-map-sha256";

  static TableStamp of(Manifest manifest) {
    return new TableStamp(manifest.records().size(), manifest.labelMap().sha256());
  }

  /** A schema that carries this stamp. */
  StructType on(StructType schema) {
    Metadata metadata =
        new MetadataBuilder()
            .putLong(FORMAT, FORMAT_VERSION)
            .putLong(RECORDS, records)
            .putString(LABEL_MAP, labelMap)
            .build();
    StructField[] fields = schema.fields().clone();
    fields[0] =
        new StructField(fields[0].name(), fields[0].dataType(), fields[0].nullable(), metadata);
    return new StructType(fields);
  }

  /**
   * The stamp of a table.
   *
   * @throws ManifestException if the table has none or not the columns of this version
   */
  static TableStamp read(StructType schema, Path table) throws ManifestException {
    StructField[] fields = schema.fields();
    boolean stamped = fields.length > 0 && fields[0].metadata().contains(FORMAT);
    if (!stamped || fields[0].metadata().getLong(FORMAT) != FORMAT_VERSION) {
      throw new ManifestException(
          table
              + " is not a manifest of format "
              + FORMAT_VERSION
              + "; if another version of Kinespark made it, run the preprocess job again");
    }
    Metadata metadata = fields[0].metadata();
    return new TableStamp(metadata.getLong(RECORDS), metadata.getString(LABEL_MAP));
  }

  void checkLabels(LabelMap found, Path file) throws ManifestException {
    if (!found.sha256().equals(labelMap)) {
      throw new ManifestException(
          "%s is not the label map that the manifest was made with (SHA-256 %s, it was %s); restore it, or run the preprocess job again"
              .formatted(file, found.sha256(), labelMap));
    }
  }

  void checkCount(long found, Path table) throws ManifestException {
    if (found != records) {
      throw new ManifestException(
          "%s has %d rows of %d; a file of it is missing or there twice"
              .formatted(table, found, records));
    }
  }
}
