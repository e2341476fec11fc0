package io.kinespark.preprocessing.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ChecksumException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LocationsTest {

  private static final Configuration HADOOP = new Configuration();

  @ParameterizedTest
  @CsvSource({
    "/x,/x",
    "//x//y/,/x/y",
    "/a/./b/../c,/a/c",
    "/../x,/x",
    "/../..,/",
    "/..x/y,/..x/y",
    "a/b,a/b",
    "./a,a",
    "file:/x,file:/x",
    "file:///x,file:/x",
    "FILE:////x,file:/x",
    "file://localhost/x,file:/x",
    "file:/../x,file:/x",
    "hdfs://nn:8020/a//b/../c,hdfs://nn:8020/a/c",
    "hdfs:///x,hdfs:/x",
    "s3a://bucket,s3a://bucket/",
    "s3a://bucket/,s3a://bucket/",
    "a:b,./a:b",
    "a:b/c,./a:b/c",
    "/a:b/c:d.mp4,/a:b/c:d.mp4",
    "c%20d#e?f+g,c%20d#e?f+g",
    "/set[1]{a}*?\\x,/set[1]{a}*?\\x"
  })
  void everySpellingOfAPathIsOnePath(String location, String path) {
    assertThat(Locations.path(location)).hasToString(path);
    assertThat(Locations.path(path)).isEqualTo(Locations.path(location));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "hdfs://two%hosts ]/x"})
  void whatIsNoPathIsRefused(String location) {
    assertThatThrownBy(() -> Locations.path(location)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "b:c.mp4,file:/a/b:c.mp4",
    "/b,file:/a/b",
    "../b,file:/b",
    "../../b,file:/b",
    ".,file:/a"
  })
  void namesLieInTheirFolder(String name, String path) {
    assertThat(Locations.child(new Path("file:/a"), name)).hasToString(path);
    assertThat(Locations.child(new Path("file:/a"), "")).hasToString("file:/a");
    assertThat(Locations.child(new Path("file:/"), "a:b")).hasToString("file:/a:b");
  }

  @Test
  void passwordsAreFoundAndNotShown() {
    assertThat(Locations.holdsPassword("s3a://KEY:SECRET@bucket/x")).isTrue();
    assertThat(Locations.holdsPassword("abfs://container@account/x:y@z")).isFalse();
    assertThat(Locations.holdsPassword("hdfs://nn:8020/a@b")).isFalse();
    assertThat(Locations.withoutPasswords("no s3a://KEY:SE=CR+ET@bucket/x, hdfs://nn:1/a@b"))
        .isEqualTo("no s3a://***@bucket/x, hdfs://nn:1/a@b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a:b.mp4", ":", "12:30:00", "a[1]{b}*?\\ %20#+.mp4"})
  void localDisksTakeEveryNameAndKeepItsChecksums(String name, @TempDir java.nio.file.Path folder)
      throws IOException {
    Path file = Locations.child(new Path("file:" + folder), name);
    FileSystem files = Locations.fileSystem(file, HADOOP);
    try (OutputStream out = files.create(file)) {
      out.write("whole".getBytes(StandardCharsets.UTF_8));
    }

    assertThat(folder.resolve(name)).hasContent("whole");
    assertThat(folder.resolve("." + name + ".crc")).exists();
    assertThat(files.getFileStatus(file).getPath()).isEqualTo(file);
    assertThat(files.listStatus(file.getParent()))
        .singleElement()
        .satisfies(status -> assertThat(status.getPath()).isEqualTo(file));
    Files.writeString(folder.resolve(name), "other");
    assertThatThrownBy(
            () -> {
              try (InputStream in = files.open(file)) {
                in.readAllBytes();
              }
            })
        .isInstanceOf(ChecksumException.class);
    assertThat(files.delete(file, false)).isTrue();
    assertThat(folder).isEmptyDirectory();
  }
}
