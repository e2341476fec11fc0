package io.kinespark.guard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where JavaCPP unpacks native libraries and loads them from. It takes what lies there already, so
 * that the folder must be the user's own.
 *
 * <p>It is what {@value #PROPERTY} or the environment's {@value #VARIABLE} name; without them
 * {@code kinespark/natives} in the user's cache folder ({@code XDG_CACHE_HOME} or {@code
 * ~/.cache}), and where that cannot be used {@code kinespark-natives-UID} in the folder for
 * temporary files.
 */
public final class NativeFolder {
  /** JavaCPP's system property. */
  static final String PROPERTY = "org.bytedeco.javacpp.cachedir";

  /** The environment variable for it. */
  static final String VARIABLE = "KINESPARK_NATIVES";

  private NativeFolder() {}

  /**
   * Makes the folder, or checks it, and tells JavaCPP of it, once in a process.
   *
   * @return the folder
   * @throws IOException if there is none that only this user can have written to; says what is
   *     wrong with each, and what to do
   */
  public static synchronized Path prepare() throws IOException {
    Path folder =
        choose(
            named(System.getProperty(PROPERTY), PROPERTY)
                .or(() -> named(System.getenv(VARIABLE), VARIABLE)),
            defaults());
    System.setProperty(PROPERTY, folder.toString());
    return folder;
  }

  /** A folder and what its name comes from. */
  record Named(Path folder, String source) {}

  static Optional<Named> named(String folder, String source) {
    return Optional.ofNullable(folder)
        .filter(name -> !name.isBlank())
        .map(name -> new Named(Path.of(name.strip()), source));
  }

  static Path choose(Optional<Named> named, List<Path> defaults) throws IOException {
    if (named.isPresent()) {
      try {
        return OwnFolder.require(named.get().folder());
      } catch (IOException e) {
        throw new IOException(
            "native libraries cannot be unpacked to the folder of %s: %s; name a folder of your own, of mode 0700"
                .formatted(named.get().source(), OwnFolder.reason(e)),
            e);
      }
    }
    StringBuilder reasons = new StringBuilder();
    IOException last = null;
    for (Path folder : defaults) {
      try {
        return OwnFolder.require(folder);
      } catch (IOException e) {
        reasons.append(reasons.isEmpty() ? "" : "; ").append(OwnFolder.reason(e));
        last = e;
      }
    }
    throw new IOException(
        "native libraries have no folder that only this user can write to: %s; set the environment's %s to one, of mode 0700"
            .formatted(reasons, VARIABLE),
        last);
  }

  private static List<Path> defaults() {
    Optional<Path> cache =
        Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
            .map(Path::of)
            .filter(Path::isAbsolute)
            .or(
                () ->
                    Optional.of(Path.of(System.getProperty("user.home")))
                        .filter(Files::isDirectory)
                        .map(home -> home.resolve(".cache")));
    Path temporary =
        Path.of(System.getProperty("java.io.tmpdir"), "kinespark-natives-" + OwnFolder.user());
    return Stream.concat(
            cache.map(folder -> folder.resolve("kinespark").resolve("natives")).stream(),
            Stream.of(temporary))
        .toList();
  }
}
