package io.kinespark.preprocessing.layout;

import io.kinespark.preprocessing.storage.Locations;
import io.kinespark.preprocessing.storage.StorageWatch;
import io.kinespark.preprocessing.video.DecodeOptions;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;

/**
 * Listings of folders, each made once: one request for a folder of thousands of videos rather than
 * one for each video. Not for several threads.
 */
public final class FolderListings {

  private final Configuration configuration;
  private final Map<Path, Optional<FolderListing>> listings = new HashMap<>();

  /**
   * Nothing is listed yet.
   *
   * @param configuration finds the folders' file systems
   */
  public FolderListings(Configuration configuration) {
    this.configuration = configuration;
  }

  /**
   * Tells whether a file or folder exists.
   *
   * @param path its path
   * @return true if its folder holds that name
   * @throws IOException if the file system fails
   */
  public boolean exists(Path path) throws IOException {
    return path.getParent() == null
        || of(path.getParent()).filter(listing -> listing.holds(path.getName())).isPresent();
  }

  /** The listing of a folder, or empty if there is no such folder. */
  Optional<FolderListing> of(Path folder) throws IOException {
    Optional<FolderListing> known = listings.get(folder);
    if (known == null) {
      known = list(folder);
      listings.put(folder, known);
    }
    return known;
  }

  private Optional<FolderListing> list(Path folder) throws IOException {
    try {
      return Optional.of(
          StorageWatch.call(
              folder.toString(), DecodeOptions.defaults().deadline(), () -> listNow(folder)));
    } catch (FileNotFoundException | IllegalArgumentException e) {
      // Some file systems do not take every name, and say so at once.
      return Optional.empty();
    }
  }

  private FolderListing listNow(Path folder) throws IOException {
    Set<String> names = new HashSet<>();
    List<String> folders = new ArrayList<>();
    RemoteIterator<FileStatus> entries =
        Locations.fileSystem(folder, configuration).listStatusIterator(folder);
    while (entries.hasNext()) {
      FileStatus entry = entries.next();
      names.add(entry.getPath().getName());
      if (entry.isDirectory()) {
        folders.add(entry.getPath().getName());
      }
    }
    return new FolderListing(names, ClassName.byCanonical(folders));
  }
}
