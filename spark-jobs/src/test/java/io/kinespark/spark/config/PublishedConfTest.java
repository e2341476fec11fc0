package io.kinespark.spark.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PublishedConfTest {
  private static final Path CONF = Path.of("..", "conf");

  static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(CONF)) {
      return files
          .filter(file -> file.toString().matches(".*(models|experiments).*[.]conf"))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void everyFileIsFoundByItsName(Path file) {
    String name = file.getFileName().toString().replaceFirst("[.]conf$", "");
    Optional<Settings> found =
        file.startsWith(CONF.resolve("models"))
            ? PublishedConf.model(name)
            : PublishedConf.experiment(file.getParent().getFileName().toString(), name);

    assertThat(found.orElseThrow().toText())
        .isEqualTo(Settings.load(List.of(), Optional.of(file), List.of()).toText());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "tanet", "none_such", "../models/tanet_r50_k400_t8", "_x"})
  void otherNamesAreNotFound(String name) {
    assertThat(PublishedConf.model(name)).isEmpty();
    assertThat(PublishedConf.experiment("tanet", name)).isEmpty();
    assertThat(PublishedConf.experiment(name, "tanet_r50_k400_t8")).isEmpty();
  }

  @Test
  void thereAreFiles() throws IOException {
    assertThat(files()).hasSizeGreaterThan(4);
  }
}
