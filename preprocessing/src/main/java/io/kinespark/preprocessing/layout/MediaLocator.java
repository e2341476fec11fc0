package io.kinespark.preprocessing.layout;

import io.kinespark.preprocessing.manifest.FrameFolder;
import io.kinespark.preprocessing.manifest.Split;
import io.kinespark.preprocessing.manifest.VideoFile;
import io.kinespark.preprocessing.manifest.VideoLocation;
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
  private final FolderListings listings;

  /**
   * A locator.
   *
   * @param layout where files may be
   * @param configuration finds their file systems
   */
  public MediaLocator(MediaLayout layout, Configuration configuration) {
    this.layout = layout;
    this.listings = new FolderListings(configuration);
  }

  /**
   * Finds a sample's file or folder of frames.
   *
   * @param media what is listed
   * @param split part of the data set
   * @return where it is, or where it should be
   * @throws IOException if a file system fails
   */
  public VideoLocation locate(ListedMedia media, Split split) throws IOException {
    String base = media.path().contains("://") ? "" : layout.folder(split) + "/";
    List<String> listed = listedPaths(media, base);
    String expected = listed.get(0) + (layout.images().isEmpty() ? extension(listed.get(0)) : "");
    String found = layout.search() ? search(media, base, listed).orElse(expected) : expected;
    return layout
        .images()
        .<VideoLocation>map(images -> frames(found, images, media))
        .orElseGet(() -> new VideoFile(found));
  }

  private static FrameFolder frames(String uri, ImageFolders images, ListedMedia media) {
    return new FrameFolder(
        uri, images.naming(), images.fps(), images.first() + media.firstFrame(), media.frames());
  }

  private static List<String> listedPaths(ListedMedia media, String base) {
    if (!media.inClassFolder() || media.classes().isEmpty()) {
      return List.of(base + media.path());
    }
    return media.classes().stream()
        .map(name -> base + ClassName.folder(name) + "/" + media.path())
        .toList();
  }

  private Optional<String> search(ListedMedia media, String base, List<String> listed)
      throws IOException {
    Set<String> candidates = new LinkedHashSet<>(listed);
    String name = media.path().substring(media.path().lastIndexOf('/') + 1);
    media.classes().forEach(each -> candidates.add(base + ClassName.folder(each) + "/" + name));
    for (String candidate : candidates) {
      Optional<Path> folder = folder(new Path(candidate).getParent());
      for (String file : folder.isEmpty() ? List.<String>of() : names(name)) {
        Path path = new Path(folder.get() + "/" + file);
        if (listings.exists(path)) {
          return Optional.of(path.toString());
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
        .map(name -> new Path(parent + "/" + name));
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

  private String extension(String path) {
    boolean has = path.indexOf('.', path.lastIndexOf('/') + 1) >= 0;
    return has || layout.extensions().isEmpty() ? "" : "." + layout.extensions().get(0);
  }
}
