package io.kinespark.spark.config;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where a text in HOCON lies: what its includes are relative to, and what messages call it. */
sealed interface HoconPlace {
  /** What HOCON appends to names of included files that have no ending. */
  List<String> ENDINGS = List.of("", ".conf", ".json", ".properties");

  /** The name in messages and in the origins of values. */
  String name();

  /** The bytes, one more than {@link HoconBounds#FILE_BYTES} at most. */
  byte[] read() throws IOException;

  /**
   * The places that an include without {@code file(...)} or {@code classpath(...)} may mean, the
   * first that is there counting.
   */
  List<HoconPlace> beside(String what);

  /** Whether something is there that can be read as a file. */
  boolean exists();

  /** Whether both are the same file. */
  boolean isSameAs(HoconPlace other);

  /**
   * The places of {@code include file(...)}: beside this one, or else from the working directory.
   */
  default List<HoconPlace> files(String what) {
    Stream<HoconPlace> fromWorkingDirectory = onDisk(Path.of("").toAbsolutePath(), what);
    return (this instanceof OnDisk
            ? Stream.concat(beside(what).stream(), fromWorkingDirectory)
            : fromWorkingDirectory)
        .toList();
  }

  /** The places of {@code include classpath(...)}. */
  static List<HoconPlace> onClassPath(String what) {
    String resource = what.startsWith("/") ? what.substring(1) : what;
    return ENDINGS.stream()
        .flatMap(ending -> OnClassPath.of(resource + ending).stream())
        .collect(Collectors.toList());
  }

  private static Stream<HoconPlace> onDisk(Path folder, String what) {
    try {
      return ENDINGS.stream()
          .map(ending -> folder.resolve(what + ending).normalize())
          .<HoconPlace>map(path -> new OnDisk(path, path.toString()))
          .toList()
          .stream();
    } catch (InvalidPathException e) {
      return Stream.empty();
    }
  }

  /**
   * A file on the driver's disk.
   *
   * @param path its path, with a folder
   */
  record OnDisk(Path path, String name) implements HoconPlace {
    /** A file that a user names. */
    static OnDisk of(Path file) {
      return new OnDisk(file.toAbsolutePath(), file.toString());
    }

    @Override
    public byte[] read() throws IOException {
      try (InputStream in = Files.newInputStream(path)) {
        return in.readNBytes(HoconBounds.FILE_BYTES + 1);
      }
    }

    @Override
    public List<HoconPlace> beside(String what) {
      return onDisk(path.getParent(), what).toList();
    }

    @Override
    public boolean exists() {
      return Files.isRegularFile(path);
    }

    @Override
    public boolean isSameAs(HoconPlace other) {
      try {
        return other instanceof OnDisk file && Files.isSameFile(path, file.path);
      } catch (IOException e) {
        return false;
      }
    }
  }

  /**
   * A file in a jar or a folder of the class path.
   *
   * @param resource its name from the class path's root
   */
  record OnClassPath(String resource, URL url, String name) implements HoconPlace {
    /** The resource of a name, if there is one. */
    static Optional<OnClassPath> of(String resource) {
      return Optional.ofNullable(HoconPlace.class.getClassLoader().getResource(resource))
          .map(url -> new OnClassPath(resource, url, Origins.nameOf(url)));
    }

    @Override
    public byte[] read() throws IOException {
      try (InputStream in = url.openStream()) {
        return in.readNBytes(HoconBounds.FILE_BYTES + 1);
      }
    }

    @Override
    public List<HoconPlace> beside(String what) {
      try {
        return onClassPath(
            what.startsWith("/")
                ? what
                : URI.create(resource).resolve(URI.create(what)).normalize().toString());
      } catch (IllegalArgumentException e) {
        return List.of();
      }
    }

    @Override
    public boolean exists() {
      return true;
    }

    @Override
    public boolean isSameAs(HoconPlace other) {
      return other instanceof OnClassPath there && url.toString().equals(there.url.toString());
    }
  }
}
