package io.kinespark.preprocessing.storage;

import java.io.IOException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Paths and URIs as they are written in configurations and annotation files, taken letter by
 * letter: nothing in them is a pattern, and percent signs are percent signs. Hadoop's own reading
 * of a text takes {@code a:b} for a URI without a path and {@code //a/b} for a file on a host
 * {@code a}.
 */
public final class Locations {

  private static final String SCHEME_LETTERS = "[A-Za-z][A-Za-z0-9+.-]*";
  private static final Pattern SCHEME = Pattern.compile(SCHEME_LETTERS);
  private static final Pattern URI =
      Pattern.compile(
          "(?<scheme>" + SCHEME_LETTERS + "):(?://(?<authority>[^/]*))?(?<path>/.*)?",
          Pattern.DOTALL);
  private static final Pattern LEADING_SLASHES = Pattern.compile("^/{2,}");
  private static final Pattern PASSWORD = Pattern.compile("^[^@]*:.*@");
  private static final Pattern PASSWORDS = Pattern.compile("(?<=://)[^/@\\s]*:[^/@\\s]*@");
  private static final Pattern TO_THE_TOP = Pattern.compile("^/+");
  private static final Pattern ABOVE_THE_TOP = Pattern.compile("^(?:/\\.\\.)+(?=/|$)");
  private static final String LOCAL = "file";

  private Locations() {}

  /**
   * Tells whether a location names its file system: it begins with a scheme, a colon and a slash.
   * {@code a:b} and {@code a:b/c} are paths.
   *
   * @param location a path or URI
   * @return true for a URI
   */
  public static boolean isUri(String location) {
    Matcher parts = URI.matcher(location);
    return parts.matches() && (parts.group("authority") != null || parts.group("path") != null);
  }

  /**
   * Tells whether a text may be the scheme of URIs.
   *
   * @param text a text
   * @return true for a scheme, without its colon
   */
  public static boolean isScheme(String text) {
    return SCHEME.matcher(text).matches();
  }

  /**
   * Tells whether a URI has a password before its host, where everybody reads it.
   *
   * @param location a path or URI
   * @return true if there is something that may be one
   */
  public static boolean holdsPassword(String location) {
    Matcher parts = URI.matcher(location);
    return parts.matches()
        && parts.group("authority") != null
        && PASSWORD.matcher(parts.group("authority")).find();
  }

  /**
   * A text without the passwords of the URIs in it.
   *
   * @param text any text
   * @return the same, with stars where a password was
   */
  public static String withoutPasswords(String text) {
    return PASSWORDS.matcher(text).replaceAll("***@");
  }

  /**
   * The path that a location stands for, in its one form: without {@code .}, {@code ..} and doubled
   * or closing slashes; the scheme is in lower case, and of local files there is no host.
   *
   * @param location a path or URI, not percent-encoded
   * @return its path, which has a scheme only if the location has one
   * @throws IllegalArgumentException if there is no such path: the text is empty, or no host of a
   *     URI can have such a name
   */
  public static Path path(String location) {
    if (!isUri(location)) {
      return below(new Path(null, null, LEADING_SLASHES.matcher(location).replaceFirst("/")));
    }
    Matcher parts = URI.matcher(location);
    parts.matches();
    String scheme = parts.group("scheme").toLowerCase(Locale.ROOT);
    String authority = parts.group("authority");
    boolean noHost =
        authority == null
            || authority.isEmpty()
            || (scheme.equals(LOCAL) && authority.equalsIgnoreCase("localhost"));
    String path = parts.group("path");
    return below(new Path(scheme, noHost ? null : authority, path == null ? "/" : path));
  }

  /** There is nothing above the topmost folder: {@code /..} is that folder itself. */
  private static Path below(Path path) {
    String text = path.toUri().getPath();
    Matcher above = ABOVE_THE_TOP.matcher(text);
    if (!above.find()) {
      return path;
    }
    String rest = above.replaceFirst("");
    return new Path(
        path.toUri().getScheme(), path.toUri().getAuthority(), rest.isEmpty() ? "/" : rest);
  }

  /**
   * The path of something in a folder.
   *
   * @param folder the folder
   * @param name its name, or a path relative to the folder; empty: the folder itself
   * @return its path
   */
  public static Path child(Path folder, String name) {
    String relative = TO_THE_TOP.matcher(name).replaceFirst("");
    return relative.isEmpty() ? folder : below(new Path(folder, new Path(null, null, relative)));
  }

  /**
   * The file system of a path. On local disks it takes every name that the operating system takes.
   *
   * @param path the path
   * @param configuration says what the default file system is, and how each is reached
   * @return its file system
   * @throws IOException if there is none of its scheme, or it cannot be reached
   */
  public static FileSystem fileSystem(Path path, Configuration configuration) throws IOException {
    FileSystem files = path.getFileSystem(configuration);
    return files.getClass() == LocalFileSystem.class
        ? LiteralLocalFileSystem.with(configuration)
        : files;
  }

  /**
   * A file system of its own for a path, whose settings nobody shares.
   *
   * @param path the path
   * @param configuration as for {@link #fileSystem}
   * @return its file system, to be closed by the caller
   * @throws IOException if there is none of its scheme, or it cannot be reached
   */
  public static FileSystem newFileSystem(Path path, Configuration configuration)
      throws IOException {
    FileSystem files = FileSystem.newInstance(path.toUri(), configuration);
    if (files.getClass() != LocalFileSystem.class) {
      return files;
    }
    files.close();
    return LiteralLocalFileSystem.create(configuration);
  }
}
