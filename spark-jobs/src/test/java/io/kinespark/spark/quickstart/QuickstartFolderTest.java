package io.kinespark.spark.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class QuickstartFolderTest {

  @Test
  void relativeFoldersStartAtTheWorkingDirectory() throws QuickstartException {
    Path root = QuickstartFolder.of("a/../b").root();

    assertThat(root).isEqualTo(Path.of("").toAbsolutePath().resolve("b"));
    assertThat(QuickstartFolder.of("file:" + root).root()).isEqualTo(root);
    assertThat(QuickstartFolder.of("file://" + root).root()).isEqualTo(root);
  }

  @Test
  void locationsNameTheLocalFileSystem() {
    assertThat(QuickstartFolder.location(Path.of("/a b/c"))).isEqualTo("file:/a b/c");
  }

  @ParameterizedTest
  @ValueSource(strings = {"hdfs://host/a", "s3a://bucket/a", "hdfs:/a"})
  void otherFileSystemsAreRefused(String output) {
    assertThatThrownBy(() -> QuickstartFolder.of(output))
        .isInstanceOf(QuickstartException.class)
        .hasMessageContaining(output)
        .hasMessageContaining("local disk");
  }
}
