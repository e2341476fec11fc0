package io.kinespark.spark.manifest;

import io.kinespark.preprocessing.storage.Locations;
import java.io.IOException;
import java.io.InputStream;
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
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.example.GroupReadSupport;
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
 * @param sums their digests
 */
record TableFiles(List<Path> paths, FileSums sums) {

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
    return new TableFiles(paths, FileSums.read(files, table));
  }

  /** The schema that the table was written with; that of its first file stands for all. */
  StructType schema(Configuration hadoop) throws IOException {
    Path first = paths.get(0);
    try (ParquetFileReader reader = ParquetFileReader.open(part(first).file(hadoop))) {
      String json = reader.getFileMetaData().getKeyValueMetaData().get(SCHEMA_KEY);
      if (json == null) {
        throw new IOException(first + " was not written by Spark");
      }
      return (StructType) DataType.fromJson(json);
    }
  }

  private Part part(Path path) {
    return new Part(path.toString(), sums);
  }

  /** The rows, in the order of files and of rows in them, with the columns of a manifest. */
  JavaRDD<PartRow> rows(JavaSparkContext spark) {
    Broadcast<SerializableConfiguration> hadoop =
        spark.broadcast(new SerializableConfiguration(spark.hadoopConfiguration()));
    List<Part> parts = paths.stream().map(this::part).toList();
    return spark
        .parallelize(parts, parts.size())
        .flatMap(part -> part.rows(hadoop.value().value()));
  }

  /**
   * One file, on its way to a task.
   *
   * @param path its path
   * @param sums the digests of the table's files
   */
  private record Part(String path, FileSums sums) implements Serializable {
    /** The file as it was written. */
    BytesFile file(Configuration hadoop) throws IOException {
      Path file = Locations.path(path);
      byte[] bytes;
      try (InputStream in = Locations.fileSystem(file, hadoop).open(file)) {
        bytes = in.readAllBytes();
      }
      sums.check(file.getName(), bytes);
      return new BytesFile(file.getName(), bytes);
    }

    Iterator<PartRow> rows(Configuration hadoop) throws IOException {
      BytesFile file = file(hadoop);
      List<PartRow> rows = new ArrayList<>();
      try (ParquetReader<Group> reader =
          new Groups(file).withConf(hadoop).withCodecFactory(new PageCodecs(hadoop)).build()) {
        for (Group group = reader.read(); group != null; group = reader.read()) {
          rows.add(new PartRow(file.name(), GroupRows.row(group)));
        }
      } catch (OutOfMemoryError | StackOverflowError e) {
        // Of a file of which nobody has the digest; a task that dies of it ends the process.
        throw new IOException(file.name() + " is damaged: " + e.getMessage(), e);
      }
      return rows.iterator();
    }
  }

  private static final class Groups extends ParquetReader.Builder<Group> {
    Groups(BytesFile file) {
      super(file);
    }

    @Override
    protected ReadSupport<Group> getReadSupport() {
      return new GroupReadSupport();
    }
  }
}
