package io.kinespark.preprocessing.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The folder with real clips that some machines have beside the checkout: {@code ../shared/data},
 * or where the environment variable {@code KINESPARK_SHARED_DATA} points.
 */
public final class SharedData {

  private SharedData() {}

  /** The folder; the calling test is skipped where it is not there. */
  public static Path require() {
    Optional<Path> found =
        Stream.concat(
                Optional.ofNullable(System.getenv("KINESPARK_SHARED_DATA")).stream().map(Path::of),
                Stream.of(Path.of("../shared/data"), Path.of("../../shared/data")))
            .filter(path -> Files.isRegularFile(path.resolve("decode_facts.json")))
            .findFirst();
    assumeTrue(found.isPresent(), "../shared/data is not here: no real clips to check against");
    return found.orElseThrow();
  }
}
