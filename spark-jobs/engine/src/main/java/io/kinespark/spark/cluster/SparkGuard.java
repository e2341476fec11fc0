package io.kinespark.spark.cluster;

import io.kinespark.guard.SecretFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.security.Credentials;
import org.apache.hadoop.security.UserGroupInformation;
import org.apache.spark.SecurityManager;
import org.apache.spark.SparkConf;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who may speak to an application. Spark takes Java objects from whoever reaches its ports, unless
 * both sides prove that they know a secret.
 *
 * <p>What a user has set is kept; where that opens something, it is said.
 */
final class SparkGuard {
  /** File of the secret that a standalone cluster's daemons and applications share. */
  static final String SECRET_FILE = "spark.kinespark.secret-file";

  private static final Logger LOG = LoggerFactory.getLogger(SparkGuard.class);
  private static final String LOOPBACK = "127.0.0.1";
  private static final Pattern ON_LOOPBACK =
      Pattern.compile("local|local\\[.*|local-cluster\\[.*|spark://(127\\.0\\.0\\.1|localhost):.*");
  private static final List<String> ADDRESSES =
      List.of("spark.driver.host", "spark.driver.bindAddress");
  private static final String AUTHENTICATE = "spark.authenticate";
  private static final String SECRET = "spark.authenticate.secret";
  private static final Text SECRET_ALIAS = SecurityManager.SECRET_LOOKUP_KEY();
  private static final String PAGES = "spark.ui.enabled";
  private static final int SECRET_BYTES = 32;

  private final SparkConf conf;
  private final Map<String, String> environment;
  private final String master;

  private SparkGuard(SparkConf conf, Map<String, String> environment) {
    this.conf = conf;
    this.environment = environment;
    this.master = conf.get("spark.master");
  }

  /**
   * Closes what an application with this configuration would leave open.
   *
   * @param conf with the master set
   * @throws UncheckedIOException if the file of the secret cannot be used
   */
  static void close(SparkConf conf) {
    close(conf, System.getenv());
  }

  /** As {@link #close(SparkConf)}, in another environment. */
  static void close(SparkConf conf, Map<String, String> environment) {
    SparkGuard guard = new SparkGuard(conf, environment);
    guard.addresses();
    guard.secret();
    guard.pages();
  }

  private void addresses() {
    if (!ON_LOOPBACK.matcher(master).matches()) {
      return;
    }
    for (String key : ADDRESSES) {
      conf.setIfMissing(key, LOOPBACK);
      if (!isLoopback(conf.get(key))) {
        LOG.warn(
            "{} = {}: other machines reach this application, though master {} needs none",
            key,
            conf.get(key),
            master);
      }
    }
  }

  private void secret() {
    boolean standalone = master.startsWith("spark://");
    Optional<String> file = Optional.of(conf.get(SECRET_FILE, "")).filter(name -> !name.isBlank());
    boolean known = !standalone || conf.contains(SECRET) || file.isPresent();
    conf.setIfMissing(AUTHENTICATE, Boolean.toString(known));
    if (!conf.getBoolean(AUTHENTICATE, false)) {
      LOG.warn(
          "{} is off: whoever reaches a port of this application can have it run anything; see"
              + " docs/security.md",
          AUTHENTICATE);
      return;
    }
    if (file.isPresent()) {
      share(read(Path.of(file.get())));
    } else if (conf.contains(SECRET)) {
      share(conf.get(SECRET));
    } else if (standalone) {
      throw new IllegalStateException(
          AUTHENTICATE
              + " is on, but not the secret of "
              + master
              + " known: name its file in "
              + SECRET_FILE);
    } else if (master.startsWith("local-cluster")) {
      share(generated());
    }
    encryption();
  }

  /**
   * Puts the secret where Spark looks first, the credentials of this process's user. Spark wants
   * the property to be there as well, but shows its value: its REST interface hides nothing.
   */
  private void share(String secret) {
    Credentials credentials = new Credentials();
    credentials.addSecretKey(SECRET_ALIAS, secret.getBytes(StandardCharsets.UTF_8));
    try {
      UserGroupInformation.getCurrentUser().addCredentials(credentials);
    } catch (IOException e) {
      throw new UncheckedIOException("the user of this process is not known", e);
    }
    conf.set(SECRET, "in the credentials");
  }

  /** For {@code local} and YARN Spark makes the secret itself. */
  private static String generated() {
    byte[] bytes = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private static String read(Path file) {
    try {
      return SecretFile.read(file);
    } catch (IOException e) {
      throw new UncheckedIOException(SECRET_FILE + ": " + e.getMessage(), e);
    }
  }

  private void encryption() {
    conf.setIfMissing("spark.network.crypto.enabled", "true");
    conf.setIfMissing("spark.io.encryption.enabled", "true");
    if (!conf.getBoolean("spark.network.crypto.enabled", false)
        && !conf.getBoolean("spark.authenticate.enableSaslEncryption", false)) {
      LOG.warn("spark.network.crypto.enabled is off: what is sent can be read on the way");
    }
  }

  private void pages() {
    boolean proxied = master.startsWith("yarn");
    conf.setIfMissing(PAGES, Boolean.toString(proxied));
    if (proxied || !conf.getBoolean(PAGES, false) || conf.contains("spark.ui.filters")) {
      return;
    }
    conf.setIfMissing("spark.ui.killEnabled", "false");
    String address = environment.getOrDefault("SPARK_LOCAL_IP", "0.0.0.0");
    LOG.warn(
        "{} is on without spark.ui.filters: {} can see the settings and paths of this job{}",
        PAGES,
        isLoopback(address) ? "every user of this machine" : "whoever reaches this machine",
        isLoopback(address)
            ? ""
            : "; the environment's SPARK_LOCAL_IP=127.0.0.1 keeps other machines out");
  }

  private static boolean isLoopback(String address) {
    try {
      return InetAddress.getByName(address).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
