package io.kinespark.preprocessing.layout;

import io.kinespark.preprocessing.manifest.Split;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How the files of a data set are laid out.
 *
 * @param root folder below which they lie
 * @param folders folder of each split below the root, for splits that have their own
 * @param extensions extensions of video files, such as {@code mp4}; the first is added to names
 *     without one where nothing is searched or found
 * @param search whether folders are listed to find files whose class folder or extension differs
 *     from the listed one
 * @param images how images are named and numbered, where videos are folders of images
 * @param fileSystems file systems that paths may name beside those of the root, of the configured
 *     default and of local disks: URIs such as {@code hdfs://namenode:8020}, or schemes such as
 *     {@code s3a}, of which all are meant
 */
public record MediaLayout(
    String root,
    Map<Split, String> folders,
    List<String> extensions,
    boolean search,
    Optional<ImageFolders> images,
    List<String> fileSystems) {

  /** Keeps copies. */
  public MediaLayout {
    folders = Map.copyOf(folders);
    extensions = List.copyOf(extensions);
    fileSystems = List.copyOf(fileSystems);
  }

  /**
   * A layout whose rows name no other file systems.
   *
   * @param root folder below which the files lie
   * @param folders folder of each split below the root
   * @param extensions extensions of video files
   * @param search whether folders are listed to find files
   * @param images how images are named and numbered
   */
  public MediaLayout(
      String root,
      Map<Split, String> folders,
      List<String> extensions,
      boolean search,
      Optional<ImageFolders> images) {
    this(root, folders, extensions, search, images, List.of());
  }

  /**
   * Video files that lie as they are listed.
   *
   * @param root folder below which they lie
   * @param extension added to names without one; empty: none is
   * @return the layout
   */
  public static MediaLayout asListed(String root, String extension) {
    return new MediaLayout(
        root,
        Map.of(),
        extension.isEmpty() ? List.of() : List.of(extension),
        false,
        Optional.empty());
  }

  /**
   * The same layout below another folder.
   *
   * @param other the folder
   * @return the layout
   */
  public MediaLayout withRoot(String other) {
    return new MediaLayout(other, folders, extensions, search, images, fileSystems);
  }

  /**
   * The same layout with further file systems that paths may name.
   *
   * @param more the file systems
   * @return the layout
   */
  public MediaLayout withFileSystems(List<String> more) {
    List<String> all = Stream.concat(fileSystems.stream(), more.stream()).distinct().toList();
    return new MediaLayout(root, folders, extensions, search, images, all);
  }
}
