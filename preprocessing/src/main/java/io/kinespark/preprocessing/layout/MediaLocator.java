package io.kinespark.preprocessing.layout;

import io.kinespark.preprocessing.manifest.FrameFolder;
import io.kinespark.preprocessing.manifest.Split;
import io.kinespark.preprocessing.manifest.VideoFile;
import io.kinespark.preprocessing.manifest.VideoLocation;
import io.kinespark.preprocessing.storage.Locations;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * Finds the files of listed samples. Where a layout asks to search, a name is looked for in the
 * listed folder, in the folder whose name has the same {@linkplain ClassName#canonical common
 * form}, and in the folders of the sample's classes, with every extension. What is not found is
 * given the path that it should have: whoever opens it says that it is missing. Not for several
 * threads.
 */
public final class MediaLocator {

  private final MediaLayout layout;
  private final ListedPaths paths;
  private final FolderListings listings;

  /**
   * A locator.
   *
   * @param layout where files may be
   * @param configuration finds their file systems
   */
  public MediaLocator(MediaLayout layout, Configuration configuration) {
    this.layout = layout;
    this.paths = new ListedPaths(layout, configuration);
    this.listings = new FolderListings(configuration);
  }

  /**
   * Finds a sample's file or folder of frames.
   *
   * @param media what is listed
   * @param split part of the data set
   * @return where it is, or where it should be
   * @throws UnusablePathException if no video of the data set may lie where it is listed: its path
   *     leads out of the root, or names a file system that is not known
   * @throws IOException if a file system fails
   */
  public VideoLocation locate(ListedMedia media, Split split)
      throws IOException, UnusablePathException {
    List<Path> listed = listedPaths(media, split);
    Path expected = layout.images().isEmpty() ? withExtension(listed.get(0)) : listed.get(0);
    Path found = layout.search() ? search(media, split, listed).orElse(expected) : expected;
    return layout
        .images()
        .<VideoLocation>map(images -> frames(found.toString(), images, media))
        .orElseGet(() -> new VideoFile(found.toString()));
  }

  private static FrameFolder frames(String uri, ImageFolders images, ListedMedia media) {
    return new FrameFolder(
        uri, images.naming(), images.fps(), images.first() + media.firstFrame(), media.frames());
  }

  private List<Path> listedPaths(ListedMedia media, Split split) throws UnusablePathException {
    if (!media.inClassFolder() || media.classes().isEmpty()) {
      return List.of(paths.place(media.path(), split));
    }
    List<Path> listed = new ArrayList<>();
    for (String name : media.classes()) {
      listed.add(paths.inClassFolder(name, media.path(), split));
    }
    return listed;
  }

  private Optional<Path> search(ListedMedia media, Split split, List<Path> listed)
      throws IOException, UnusablePathException {
    Set<Path> candidates = new LinkedHashSet<>(listed);
    String name = listed.get(0).getName();
    for (String each : media.classes()) {
      candidates.add(paths.inClassFolder(each, name, split));
    }
    for (Path candidate : candidates) {
      Optional<Path> folder = folder(candidate.getParent());
      for (String file : folder.isEmpty() ? List.<String>of() : names(name)) {
        Path path = Locations.child(folder.get(), file);
        if (listings.exists(path)) {
          return Optional.of(path);
        }
      }
    }
    return Optional.empty();
  }

  /** The folder itself, or its neighbour whose name has the same common form. */
  private Optional<Path> folder(Path wanted) throws IOException {
    if (listings.of(wanted).isPresent() || wanted.getParent() == null) {
      return Optional.of(wanted);
    }
    Path parent = wanted.getParent();
    return listings
        .of(parent)
        .flatMap(listing -> listing.folder(wanted.getName()))
        .map(name -> Locations.child(parent, name));
  }

  private List<String> names(String listed) {
    if (layout.images().isPresent()) {
      return List.of(listed);
    }
    int dot = listed.lastIndexOf('.');
    boolean known = dot > 0 && layout.extensions().contains(listed.substring(dot + 1));
    String stem = known ? listed.substring(0, dot) : listed;
    List<String> names = new ArrayList<>();
    if (dot >= 0 || layout.extensions().isEmpty()) {
      names.add(listed);
    }
    layout.extensions().forEach(extension -> names.add(stem + "." + extension));
    return names;
  }

  private Path withExtension(Path path) {
    boolean has = path.getName().indexOf('.') >= 0;
    return has || layout.extensions().isEmpty()
        ? path
        : Locations.child(path.getParent(), path.getName() + "." + layout.extensions().get(0));
  }
}
