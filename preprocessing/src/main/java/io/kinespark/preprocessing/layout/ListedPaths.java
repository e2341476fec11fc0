package io.kinespark.preprocessing.layout;

import io.kinespark.preprocessing.manifest.Split;
import io.kinespark.preprocessing.storage.Locations;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * What the paths of annotation files stand for. A relative path lies below the folder of its split
 * and does not lead out of the root; an absolute one stands for itself on the root's file system, a
 * URI for itself on one of the known file systems. Every spelling of a path gives the same answer.
 */
final class ListedPaths {

  private final MediaLayout layout;
  private final Path root;
  private final KnownFileSystems known;

  ListedPaths(MediaLayout layout, Configuration configuration) {
    this.layout = layout;
    this.root = Locations.path(layout.root());
    this.known = KnownFileSystems.of(root, layout.fileSystems(), configuration);
  }

  /** Whether a path stands for itself, wherever the root is. */
  private static boolean standsForItself(String listed) {
    return listed.startsWith(Path.SEPARATOR) || Locations.isUri(listed);
  }

  /**
   * The place of a path.
   *
   * @param listed the path as it is listed
   * @param split the split whose file lists it
   * @throws UnusablePathException if no video of the data set may lie there
   */
  Path place(String listed, Split split) throws UnusablePathException {
    return standsForItself(listed) ? video(absolute(listed)) : relative(listed, split);
  }

  /**
   * The place of a path in the folder of a class.
   *
   * @param name the class
   * @param listed the path below its folder
   * @param split the split whose file lists it
   * @throws UnusablePathException if no video of the data set may lie there
   */
  Path inClassFolder(String name, String listed, Split split) throws UnusablePathException {
    return relative(ClassName.folder(name) + Path.SEPARATOR + listed, split);
  }

  private Path video(Path place) throws UnusablePathException {
    if (place.isRoot() || (layout.images().isEmpty() && place.equals(root))) {
      throw new UnusablePathException(place + " is a root folder, not a video");
    }
    return place;
  }

  private Path absolute(String listed) throws UnusablePathException {
    Path path;
    try {
      path = Locations.path(listed);
    } catch (IllegalArgumentException e) {
      throw new UnusablePathException("this is neither a path nor a URI of a file system");
    }
    if (path.toUri().getScheme() != null) {
      return known.require(path);
    }
    return new Path(root.toUri().getScheme(), root.toUri().getAuthority(), path.toUri().getPath());
  }

  private Path relative(String listed, Split split) throws UnusablePathException {
    Path folder = Locations.child(root, layout.folders().getOrDefault(split, ""));
    Path place = Locations.child(folder, listed);
    if (!isWithin(place, root) && !isWithin(place, folder)) {
      throw new UnusablePathException("the path leads out of dataset.root, to " + place);
    }
    return video(place);
  }

  private static boolean isWithin(Path place, Path folder) {
    String inner = place.toUri().getPath();
    String outer = folder.toUri().getPath();
    return inner.equals(outer)
        || inner.startsWith(outer.endsWith(Path.SEPARATOR) ? outer : outer + Path.SEPARATOR);
  }
}
