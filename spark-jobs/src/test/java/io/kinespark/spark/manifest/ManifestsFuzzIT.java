package io.kinespark.spark.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinespark.testing.FuzzRun;
import io.kinespark.testing.Mutator;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** However a manifest is damaged, it is read as it was written or refused by the file's name. */
@Tag("fuzz")
final class ManifestsFuzzIT {
  private static final int INPUTS = FuzzRun.inputs(150);
  private static final long SEED = 20261128;
  private static final Duration LONGEST = Duration.ofSeconds(5);
  private static final long MOST_BYTES = 64 << 20;

  /** Parquet's reader may take as much at once as the largest array, and fail. */
  private static final long MOST_BYTES_OF_PARQUET = 3L << 30;

  private static final int TAIL = 8;
  private static final String SUMS = "videos.parquet/_sha256sums";
  private static SparkSession session;

  @TempDir private Path folder;
  private Manifest manifest;
  private int read;

  @BeforeAll
  static void start() {
    session =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.host", "localhost")
            .getOrCreate();
  }

  @AfterAll
  static void stop() {
    session.stop();
  }

  @Test
  void aDamagedManifestIsTheSameOrRefused() throws IOException {
    manifest = ManifestsIT.manifest(folder);
    new Manifests(session).write(manifest, hadoop());
    List<Path> files = List.of(part(), folder.resolve(SUMS), folder.resolve("labels.txt"));
    try (FuzzRun run = new FuzzRun(LONGEST, MOST_BYTES, 0)) {
      for (int i = 0; i < INPUTS; i++) {
        Path file = i % 4 == 0 ? files.get(1 + i / 4 % 2) : part();
        try (Damage damage = new Damage(file, i % 8 == 7)) {
          byte[] damaged = damage.write(i / 4, new SplittableRandom(SEED + i));
          run.attempt(
              "input " + i + " of seed " + SEED, damaged.length, this::requireSameOrRefused);
        }
      }
    }
    assertThat(read).as("inputs that are still read").isBetween(1, INPUTS / 4);
  }

  /** Of a table that another program has written anew, rows alone tell. */
  @Test
  void aDamagedTableWithoutDigestsOfItsFilesIsTheSameOrRefused() throws IOException {
    manifest = ManifestsIT.manifest(folder);
    new Manifests(session).write(manifest, hadoop());
    Files.delete(folder.resolve(SUMS));
    try (FuzzRun run = new FuzzRun(LONGEST, MOST_BYTES_OF_PARQUET, 0)) {
      for (int i = 0; i < INPUTS / 3; i++) {
        try (Damage damage = new Damage(part(), false)) {
          byte[] damaged = damage.write(i, new SplittableRandom(SEED - i));
          run.attempt(
              "input " + i + " of seed " + SEED, damaged.length, this::requireSameOrRefused);
        }
      }
    }
    assertThat(read).as("inputs that are still read").isBetween(1, INPUTS / 4);
  }

  private void requireSameOrRefused() throws IOException {
    try {
      assertThat(new Manifests(session).read(hadoop())).isEqualTo(manifest);
      read++;
    } catch (ManifestException e) {
      assertThat(e)
          .hasMessageMatching("(?s).*(videos.parquet|labels.txt).*")
          .hasMessageContaining("preprocess job again");
    }
  }

  /** A damaged file, until it is closed; with the checksums that Hadoop keeps beside or without. */
  private record Damage(Path file, byte[] whole, Path checksums, byte[] wholeChecksums)
      implements AutoCloseable {

    Damage(Path file, boolean checked) throws IOException {
      this(file, Files.readAllBytes(file), beside(file), Files.readAllBytes(beside(file)));
      if (!checked) {
        Files.delete(checksums);
      }
    }

    private static Path beside(Path file) {
      return file.resolveSibling("." + file.getFileName() + ".crc");
    }

    byte[] write(int number, SplittableRandom random) throws IOException {
      boolean table = file.toString().endsWith(".parquet");
      byte[] damaged =
          table
              ? damaged(whole, number, random)
              : Mutator.ofTexts(random).mutate(whole, List.of(whole));
      return Files.readAllBytes(Files.write(file, damaged));
    }

    @Override
    public void close() throws IOException {
      Files.write(file, whole);
      Files.write(checksums, wholeChecksums);
    }
  }

  /** Damage anywhere, in the footer, in its length or in the pages. */
  private static byte[] damaged(byte[] whole, int number, SplittableRandom random) {
    int tail = whole.length - TAIL;
    int footer = tail - ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN).getInt(tail);
    int[][] regions = {{0, whole.length}, {footer, tail}, {tail, whole.length}, {0, footer}};
    int[] region = regions[number % regions.length];
    byte[] part = Arrays.copyOfRange(whole, region[0], region[1]);
    byte[] mutated = Mutator.ofBytes(random, List.of()).mutate(part, List.of(whole));
    ByteBuffer all = ByteBuffer.allocate(whole.length - part.length + mutated.length);
    all.put(whole, 0, region[0]).put(mutated).put(whole, region[1], whole.length - region[1]);
    return all.array();
  }

  private Path part() {
    return folder.resolve("videos.parquet/part-00000.parquet");
  }

  private org.apache.hadoop.fs.Path hadoop() {
    return new org.apache.hadoop.fs.Path(folder.toString());
  }
}
