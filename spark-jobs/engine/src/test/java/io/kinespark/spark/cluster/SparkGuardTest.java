package io.kinespark.spark.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.apache.spark.SecurityManager;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import scala.Option;

final class SparkGuardTest {
  private static final String OWN_SECRET = "0123456789abcdef0123456789abcdef";

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "local",
        "local[*]",
        "local[2,3]",
        "local-cluster[2,1,1024]",
      })
  void whatRunsOnThisMachineListensToItAlone(String master) {
    SparkConf conf = closed(conf(master));

    assertThat(conf.get("spark.driver.host")).isEqualTo("127.0.0.1");
    assertThat(conf.get("spark.driver.bindAddress")).isEqualTo("127.0.0.1");
    assertThat(conf.get("spark.authenticate")).isEqualTo("true");
    assertThat(conf.get("spark.network.crypto.enabled")).isEqualTo("true");
    assertThat(conf.get("spark.io.encryption.enabled")).isEqualTo("true");
    assertThat(conf.get("spark.ui.enabled")).isEqualTo("false");
  }

  @Test
  void aLocalClusterHasASecretOfItsOwnEveryTime() {
    SparkConf conf = closed(conf("local-cluster[2,1,1024]"));
    String secret = usedSecret(conf);

    assertThat(secret).hasSize(64);
    assertThat(conf.toDebugString()).doesNotContain(secret);
    assertThat(usedSecret(closed(conf("local-cluster[2,1,1024]")))).isNotEqualTo(secret);
  }

  @Test
  void aStandaloneClustersSecretIsReadFromItsFile() throws IOException {
    SparkConf conf =
        closed(conf("spark://host:7077").set(SparkGuard.SECRET_FILE, secretFile("rw-------")));

    assertThat(conf.get("spark.authenticate")).isEqualTo("true");
    assertThat(usedSecret(conf)).isEqualTo(OWN_SECRET);
    assertThat(conf.get("spark.network.crypto.enabled")).isEqualTo("true");
    assertThat(conf.contains("spark.driver.host")).isFalse();
    assertThat(conf.toDebugString()).doesNotContain(OWN_SECRET);
  }

  @Test
  void aSecretAmongThePropertiesIsTakenOutOfThem() {
    SparkConf conf =
        closed(
            conf("spark://host:7077")
                .set("spark.authenticate", "true")
                .set("spark.authenticate.secret", OWN_SECRET));

    assertThat(usedSecret(conf)).isEqualTo(OWN_SECRET);
    assertThat(conf.toDebugString()).doesNotContain(OWN_SECRET);
  }

  @Test
  void aSecretThatOthersCanReadOrThatIsMissingEndsTheStart() throws IOException {
    String open = secretFile("rw-r--r--");
    assertThatThrownBy(() -> closed(conf("spark://host:7077").set(SparkGuard.SECRET_FILE, open)))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining(SparkGuard.SECRET_FILE + ": " + open)
        .hasMessageNotContaining(OWN_SECRET);
    assertThatThrownBy(() -> closed(conf("spark://host:7077").set("spark.authenticate", "true")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("name its file in " + SparkGuard.SECRET_FILE);
  }

  @Test
  void onYarnSparkMakesTheSecretAndPagesStayBehindTheProxy() {
    SparkConf conf = closed(conf("yarn"));

    assertThat(conf.get("spark.authenticate")).isEqualTo("true");
    assertThat(conf.contains("spark.authenticate.secret")).isFalse();
    assertThat(conf.get("spark.ui.enabled")).isEqualTo("true");
    assertThat(conf.contains("spark.driver.bindAddress")).isFalse();
  }

  @Test
  void whatAUserHasSetIsKept() {
    SparkConf conf =
        closed(
            conf("local[2]")
                .set("spark.authenticate", "false")
                .set("spark.driver.host", "10.0.0.1")
                .set("spark.ui.enabled", "true"));

    assertThat(conf.get("spark.authenticate")).isEqualTo("false");
    assertThat(conf.get("spark.driver.host")).isEqualTo("10.0.0.1");
    assertThat(conf.get("spark.ui.enabled")).isEqualTo("true");
    assertThat(conf.get("spark.ui.killEnabled")).isEqualTo("false");
    assertThat(conf.contains("spark.network.crypto.enabled")).isFalse();
  }

  /** What Spark proves its knowledge of. */
  private static String usedSecret(SparkConf conf) {
    return new SecurityManager(conf, Option.empty()).getSecretKey();
  }

  private String secretFile(String mode) throws IOException {
    Path file = Files.writeString(folder.resolve("secret-" + mode), OWN_SECRET + "\n");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode)).toString();
  }

  private static SparkConf conf(String master) {
    return new SparkConf(false).setMaster(master);
  }

  private static SparkConf closed(SparkConf conf) {
    SparkGuard.close(conf, Map.of());
    return conf;
  }
}
