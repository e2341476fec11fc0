package io.kinespark.spark.manifest;

import io.kinespark.preprocessing.storage.Locations;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;

/**
 * The Parquet files of a manifest's table. They are listed and opened here rather than by Spark
 * SQL, which takes a path with {@code [}, <code>{</code>, {@code *} or {@code ?} for a pattern and
 * reads whatever that matches.
 *
 * @param paths the files, sorted by name
 */
record TableFiles(List<Path> paths) {

  /** Where Spark SQL writes a table's schema, with the metadata of its columns. */
  private static final String SCHEMA_KEY = "org.apache.spark.sql.parquet.row.metadata";

  TableFiles {
    paths = List.copyOf(paths);
  }

  /**
   * Lists the files of a table.
   *
   * @throws IOException if it has none or cannot be listed
   */
  static TableFiles of(FileSystem files, Path table) throws IOException {
    List<Path> paths =
        Arrays.stream(files.listStatus(table))
            .filter(FileStatus::isFile)
            .map(FileStatus::getPath)
            .filter(path -> !path.getName().startsWith(".") && !path.getName().startsWith("_"))
            .sorted()
            .toList();
    if (paths.isEmpty()) {
      throw new IOException(table + " has no files");
    }
    return new TableFiles(paths);
  }

  /** The schema that the table was written with; that of its first file stands for all. */
  StructType schema(Configuration hadoop) throws IOException {
    Path first = paths.get(0);
    try (ParquetFileReader reader = open(first, hadoop)) {
      String json = reader.getFileMetaData().getKeyValueMetaData().get(SCHEMA_KEY);
      if (json == null) {
        throw new IOException(first + " was not written by Spark");
      }
      return (StructType) DataType.fromJson(json);
    }
  }

  private static ParquetFileReader open(Path path, Configuration hadoop) throws IOException {
    return ParquetFileReader.open(HadoopInputFile.fromPath(path, hadoop));
  }

  /** The rows, in the order of files and of rows in them, with the columns of a manifest. */
  JavaRDD<PartRow> rows(JavaSparkContext spark) {
    Broadcast<SerializableConfiguration> hadoop =
        spark.broadcast(new SerializableConfiguration(spark.hadoopConfiguration()));
    List<Part> parts = paths.stream().map(path -> new Part(path.toString())).toList();
    return spark
        .parallelize(parts, parts.size())
        .flatMap(part -> part.rows(hadoop.value().value()));
  }

  /**
   * One file, on its way to a task.
   *
   * @param path its path
   */
  private record Part(String path) implements Serializable {

    Iterator<PartRow> rows(Configuration hadoop) throws IOException {
      Path file = Locations.path(path);
      List<PartRow> rows = new ArrayList<>();
      try (ParquetReader<Group> reader =
          ParquetReader.builder(new GroupReadSupport(), file).withConf(hadoop).build()) {
        for (Group group = reader.read(); group != null; group = reader.read()) {
          rows.add(new PartRow(file.getName(), GroupRows.row(group)));
        }
      }
      return rows.iterator();
    }
  }
}
