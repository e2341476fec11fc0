package io.kinespark.spark.evaluate;

import io.kinespark.spark.progress.OptionalParts;
import io.kinespark.spark.report.ReportFolder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The scores of every class of every video as a Parquet table, for ensembles and further analysis:
 * {@code id string, labels array<int>, prediction int, scores array<double>, views int,
 * views_expected int}, and {@code widths array<int>}, the positions of the widths of the frames of
 * all views, if the network chooses them.
 */
final class PredictionsParquet {

  static final String NAME = ReportFolder.TABLE;

  private static final int ROWS_PER_FILE = 20_000;
  private static final StructType SCHEMA =
      new StructType()
          .add("id", DataTypes.StringType, false)
          .add("labels", DataTypes.createArrayType(DataTypes.IntegerType, false), false)
          .add("prediction", DataTypes.IntegerType, false)
          .add("scores", DataTypes.createArrayType(DataTypes.DoubleType, false), false)
          .add("views", DataTypes.IntegerType, false)
          .add("views_expected", DataTypes.IntegerType, false);
  private static final StructType SCHEMA_WITH_WIDTHS =
      SCHEMA.add("widths", DataTypes.createArrayType(DataTypes.IntegerType, false), false);

  private PredictionsParquet() {}

  static StructType schema(boolean widthsAreChosen) {
    return widthsAreChosen ? SCHEMA_WITH_WIDTHS : SCHEMA;
  }

  /**
   * Writes the table.
   *
   * @param widthsAreChosen whether the network chooses widths for frames
   * @param table its folder, which is not there yet
   * @throws IOException if it cannot be written
   */
  static void write(
      SparkSession session, List<VideoScores> videos, boolean widthsAreChosen, Path table)
      throws IOException {
    List<Row> rows = new ArrayList<>();
    for (VideoScores video : videos) {
      List<Object> row =
          new ArrayList<>(
              List.of(
                  video.id(),
                  video.labels().toArray(Integer[]::new),
                  video.scored().predicted(),
                  video.scores(),
                  video.views(),
                  video.expectedViews()));
      if (widthsAreChosen) {
        row.add(video.widths());
      }
      rows.add(RowFactory.create(row.toArray()));
    }
    int files = Math.max(1, (rows.size() + ROWS_PER_FILE - 1) / ROWS_PER_FILE);
    try {
      session
          .createDataFrame(
              JavaSparkContext.fromSparkContext(session.sparkContext()).parallelize(rows, files),
              schema(widthsAreChosen))
          .write()
          .parquet(table.toString());
    } catch (Exception e) {
      throw new IOException(OptionalParts.words(e), e);
    }
  }
}
