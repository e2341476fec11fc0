package io.kinespark.preprocessing.layout;

import io.kinespark.preprocessing.storage.Locations;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FsConstants;
import org.apache.hadoop.fs.Path;

/**
 * The file systems that the rows of annotation files may name: a closed set, so that a list from
 * somewhere else cannot have files fetched from anywhere.
 *
 * @param known the file systems, each once
 */
record KnownFileSystems(List<Known> known) {

  /** Port of an HDFS that does not name one. */
  private static final String HDFS_PORT = ":8020";

  /**
   * A file system.
   *
   * @param scheme its scheme
   * @param authority its host or bucket; null if it has none
   * @param all whether all of its scheme are meant, whatever their authority
   */
  record Known(String scheme, String authority, boolean all) {

    boolean has(String otherScheme, String otherAuthority) {
      return scheme.equals(otherScheme)
          && (all
              ? otherAuthority != null
              : otherAuthority == null || equal(authority, otherAuthority));
    }

    private boolean equal(String one, String other) {
      return one != null && withPort(one).equals(withPort(other));
    }

    private String withPort(String host) {
      String lower = host.toLowerCase(Locale.ROOT);
      return scheme.equals("hdfs") && lower.indexOf(':') < 0 ? lower + HDFS_PORT : lower;
    }

    @Override
    public String toString() {
      return all ? scheme : name(scheme, authority);
    }
  }

  /**
   * Those of the root, of the configured default, of local disks, and others.
   *
   * @param root folder of the videos
   * @param others URIs, or schemes of which all are meant
   * @param configuration knows the default
   */
  static KnownFileSystems of(Path root, List<String> others, Configuration configuration) {
    List<Known> all = new ArrayList<>();
    for (URI uri :
        List.of(root.toUri(), FileSystem.getDefaultUri(configuration), FsConstants.LOCAL_FS_URI)) {
      if (uri.getScheme() != null) {
        all.add(new Known(uri.getScheme(), uri.getAuthority(), false));
      }
    }
    for (String other : others) {
      boolean scheme = !Locations.isUri(other);
      URI uri = Locations.path(scheme ? other + ":/" : other).toUri();
      all.add(new Known(uri.getScheme(), uri.getAuthority(), scheme));
    }
    return new KnownFileSystems(all.stream().distinct().toList());
  }

  /**
   * The same path by the name that the set has for its file system.
   *
   * @throws UnusablePathException if its file system is not in the set
   */
  Path require(Path path) throws UnusablePathException {
    String scheme = path.toUri().getScheme();
    String authority = path.toUri().getAuthority();
    Optional<Known> found = known.stream().filter(each -> each.has(scheme, authority)).findFirst();
    if (found.isEmpty()) {
      throw new UnusablePathException(
          "rows may not name the file system %s; those of this data set are %s, dataset.file-systems adds others"
              .formatted(name(scheme, authority), this));
    }
    String own = found.get().all() ? authority : found.get().authority();
    return Objects.equals(own, authority) ? path : new Path(scheme, own, path.toUri().getPath());
  }

  /** Without what may be a password. */
  private static String name(String scheme, String authority) {
    return authority == null
        ? scheme + ":"
        : scheme + "://" + authority.substring(authority.lastIndexOf('@') + 1);
  }

  @Override
  public String toString() {
    return known.stream().map(Known::toString).collect(Collectors.joining(", "));
  }
}
