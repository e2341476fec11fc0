package io.kinespark.preprocessing.layout;

import io.kinespark.preprocessing.layout.Absence.Kind;
import io.kinespark.preprocessing.manifest.FrameFolder;
import io.kinespark.preprocessing.manifest.VideoLocation;
import io.kinespark.preprocessing.storage.FileKind;
import io.kinespark.preprocessing.storage.Locations;
import io.kinespark.preprocessing.storage.NoAnswerException;
import io.kinespark.preprocessing.storage.StorageWatch;
import io.kinespark.preprocessing.video.DecodeOptions;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.hadoop.security.AccessControlException;

/**
 * Listings of folders, each made once: one request for a folder of thousands of videos rather than
 * one for each video. Not for several threads.
 */
public final class FolderListings {

  /** Names that every file system and every locale has; of others a file system is asked. */
  private static final Pattern PLAIN = Pattern.compile("[\\w ./,+=@()\\[\\]-]*");

  private final Configuration configuration;
  private final Duration deadline;
  private final Map<Path, Optional<FolderListing>> listings = new HashMap<>();
  private final Set<Path> refused = new HashSet<>();
  private final Map<Path, String> silent = new HashMap<>();

  /**
   * Nothing is listed yet.
   *
   * @param configuration finds the folders' file systems
   * @param deadline how long each may take to answer
   */
  public FolderListings(Configuration configuration, Duration deadline) {
    this.configuration = configuration;
    this.deadline = deadline;
  }

  /** Listings that may take as long as decoding a video may by default. */
  FolderListings(Configuration configuration) {
    this(configuration, DecodeOptions.defaults().deadline());
  }

  /** Whether a folder holds that name. */
  boolean exists(Path path) throws IOException {
    return path.getParent() == null
        || of(path.getParent()).filter(listing -> listing.holds(path.getName())).isPresent();
  }

  /**
   * Tells why a sample cannot be read where it is listed, if that shows without opening it. What
   * stands to reason by its folder's listing is not asked for again.
   *
   * @param location a video file or a folder of images
   * @return what is the matter; empty if there is what is listed
   * @throws IOException if the file system fails
   */
  public Optional<Absence> absence(VideoLocation location) throws IOException {
    boolean folder = location instanceof FrameFolder;
    Path path = Locations.path(location.uri());
    Path parent = path.getParent();
    if (silent.containsKey(parent)) {
      return Optional.of(new Absence(Kind.NO_ANSWER, silent.get(parent)));
    }
    try {
      Optional<FolderListing> listing = parent == null ? Optional.empty() : of(parent);
      String name = path.getName();
      if (listing.isPresent()
          && (folder ? listing.get().holdsFolder(name) : listing.get().holdsBytes(name))) {
        return Optional.empty();
      }
      boolean missing = listing.map(known -> !known.holds(name)).orElse(!refused.contains(parent));
      return missing && PLAIN.matcher(path.toUri().getPath()).matches()
          ? missing(folder)
          : answer(path, () -> asked(path, folder));
    } catch (NoAnswerException e) {
      return Optional.of(new Absence(Kind.NO_ANSWER, String.valueOf(e.getMessage())));
    }
  }

  private static Optional<Absence> missing(boolean folder) {
    return Optional.of(new Absence(Kind.MISSING, folder ? "no such folder" : "no such file"));
  }

  private Optional<Absence> asked(Path path, boolean folder) throws IOException {
    try {
      FileSystem files = Locations.fileSystem(path, configuration);
      FileStatus status = files.getFileStatus(path);
      if (status.isDirectory() != folder) {
        return other(folder ? "this is a file, not a folder of images" : "this is a folder");
      }
      return status.isDirectory() || status.getLen() > 0
          ? Optional.empty()
          : FileKind.special(files, path).flatMap(special -> other("this is " + special));
    } catch (FileNotFoundException e) {
      return missing(folder);
    } catch (IllegalArgumentException e) {
      return Optional.of(new Absence(Kind.NAME_NOT_TAKEN, String.valueOf(e.getMessage())));
    } catch (AccessControlException | AccessDeniedException e) {
      return Optional.of(new Absence(Kind.REFUSED, String.valueOf(e.getMessage())));
    }
  }

  private static Optional<Absence> other(String detail) {
    return Optional.of(new Absence(Kind.OTHER_THING, detail));
  }

  private <T> T answer(Path path, StorageWatch.Call<T> call) throws IOException {
    return StorageWatch.call(path.toString(), deadline, call);
  }

  /** The listing of a folder, or empty if there is no such folder, or it may not be listed. */
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
      return Optional.of(answer(folder, () -> listNow(folder)));
    } catch (NoAnswerException e) {
      silent.put(folder, String.valueOf(e.getMessage()));
      throw e;
    } catch (AccessControlException | AccessDeniedException e) {
      // What lies in it may be there for those who know its name.
      refused.add(folder);
      return Optional.empty();
    } catch (FileNotFoundException | IllegalArgumentException e) {
      // Some file systems do not take every name, and say so at once.
      return Optional.empty();
    }
  }

  private FolderListing listNow(Path folder) throws IOException {
    Set<String> names = new HashSet<>();
    Set<String> folders = new HashSet<>();
    Set<String> empty = new HashSet<>();
    RemoteIterator<FileStatus> entries =
        Locations.fileSystem(folder, configuration).listStatusIterator(folder);
    while (entries.hasNext()) {
      FileStatus entry = entries.next();
      names.add(entry.getPath().getName());
      if (entry.isDirectory()) {
        folders.add(entry.getPath().getName());
      } else if (entry.getLen() == 0) {
        empty.add(entry.getPath().getName());
      }
    }
    return new FolderListing(names, folders, empty, ClassName.byCanonical(folders));
  }
}
