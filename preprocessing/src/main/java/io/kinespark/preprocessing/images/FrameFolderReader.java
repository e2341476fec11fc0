package io.kinespark.preprocessing.images;

import io.kinespark.preprocessing.manifest.FrameFolder;
import io.kinespark.preprocessing.manifest.VideoFacts;
import io.kinespark.preprocessing.storage.Locations;
import io.kinespark.preprocessing.storage.NoAnswerException;
import io.kinespark.preprocessing.storage.StorageWatch;
import io.kinespark.preprocessing.video.DamagePolicy;
import io.kinespark.preprocessing.video.DecodeOptions;
import io.kinespark.preprocessing.video.FrameSize;
import io.kinespark.preprocessing.video.HadoopInput;
import io.kinespark.preprocessing.video.JpegCodec;
import io.kinespark.preprocessing.video.PictureVisitor;
import io.kinespark.preprocessing.video.RejectReason;
import io.kinespark.preprocessing.video.RgbFrame;
import io.kinespark.preprocessing.video.VideoRejectedException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Duration;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;

/** Reads the frames of folders of images. May be shared by threads. */
public final class FrameFolderReader {

  private static final String CODEC = "mjpeg";

  /** An image file is not larger than its pixels with four values each, and what is around them. */
  private static final int PIXEL_BYTES = 4;

  private static final int HEADER_BYTES = 1 << 20;

  private final Configuration configuration;
  private final DamagePolicy damage;
  private final Duration deadline;
  private final long maxBytes;
  private final JpegCodec codec;

  /**
   * Makes a reader.
   *
   * @param configuration finds the folders' file systems
   * @param decode what to do with damaged images when all of a folder are read, how large images
   *     may be, and how long the file system may take for each
   */
  public FrameFolderReader(Configuration configuration, DecodeOptions decode) {
    this.configuration = Objects.requireNonNull(configuration, "configuration");
    this.damage = decode.damage();
    this.deadline = decode.deadline();
    this.maxBytes =
        Math.min(
            Integer.MAX_VALUE - 16,
            HEADER_BYTES + Math.min(decode.maxPixels(), Integer.MAX_VALUE) * PIXEL_BYTES);
    this.codec = new JpegCodec(decode.maxPixels());
  }

  /**
   * Lists a folder to find out how many frames the sample has.
   *
   * @param folder the folder
   * @return number of frames, at least 1; all of their files are there
   * @throws VideoRejectedException {@link RejectReason#MISSING_FILE} if there is no such folder or
   *     an image in between is missing, {@link RejectReason#NOT_A_FILE} if it is a file, {@link
   *     RejectReason#NO_FRAMES} if it holds no image of that name, {@link RejectReason#SHORT} if it
   *     holds fewer than are listed
   * @throws IOException if the file system fails
   */
  public int count(FrameFolder folder) throws IOException {
    NavigableSet<Integer> numbers = numbers(folder);
    int last = folder.frames() > 0 ? folder.first() + folder.frames() - 1 : numbers.last();
    if (last > numbers.last()) {
      throw new VideoRejectedException(
          RejectReason.SHORT,
          folder.uri(),
          "the images end with number %d, the list goes to %d".formatted(numbers.last(), last));
    }
    for (int number = folder.first(); number <= last; number++) {
      if (!numbers.contains(number)) {
        throw new VideoRejectedException(
            RejectReason.MISSING_FILE,
            folder.uri(),
            "image %s is missing, numbers go from %d to %d%s"
                .formatted(
                    folder.images().name(folder.name(), number),
                    numbers.first(),
                    numbers.last(),
                    number < numbers.first() ? "; check dataset.images.first" : ""));
      }
    }
    return last - folder.first() + 1;
  }

  /**
   * The lowest number that an image of a folder has, whatever number the sample begins with.
   *
   * @param folder the folder
   * @return the number, or empty if there is no such folder, no image of that name in it, or no
   *     answer in time
   * @throws IOException if the file system fails
   */
  public OptionalInt lowestNumber(FrameFolder folder) throws IOException {
    try {
      NavigableSet<Integer> numbers = list(folder).numbers();
      return numbers.isEmpty() ? OptionalInt.empty() : OptionalInt.of(numbers.first());
    } catch (VideoRejectedException | FileNotFoundException | IllegalArgumentException e) {
      // Whoever reads the folder says so. Some file systems do not take every name.
      return OptionalInt.empty();
    }
  }

  /**
   * What is in a folder.
   *
   * @param numbers numbers of its images
   * @param other the last name that was met, empty if there is none
   */
  private record Listing(NavigableSet<Integer> numbers, String other) {}

  private Listing list(FrameFolder folder) throws IOException {
    try {
      return StorageWatch.call(folder.uri(), deadline, () -> listNow(folder));
    } catch (NoAnswerException e) {
      throw HadoopInput.noAnswer(folder.uri(), e);
    }
  }

  private Listing listNow(FrameFolder folder) throws IOException {
    NavigableSet<Integer> numbers = new TreeSet<>();
    String other = "";
    Path path = Locations.path(folder.uri());
    FileSystem files = Locations.fileSystem(path, configuration);
    RemoteIterator<FileStatus> entries = files.listStatusIterator(path);
    while (entries.hasNext()) {
      FileStatus entry = entries.next();
      if (entry.getPath().depth() == path.depth()) {
        throw new VideoRejectedException(
            RejectReason.NOT_A_FILE, folder.uri(), "this is a file, not a folder of images");
      }
      String name = entry.getPath().getName();
      folder.images().number(folder.name(), name).ifPresent(numbers::add);
      other = name;
    }
    return new Listing(numbers, other);
  }

  private NavigableSet<Integer> numbers(FrameFolder folder) throws IOException {
    Listing listing;
    try {
      listing = list(folder);
    } catch (FileNotFoundException e) {
      throw new VideoRejectedException(
          RejectReason.MISSING_FILE,
          folder.uri(),
          "no such folder; check the data set's root folder and the row that lists it",
          e);
    } catch (IllegalArgumentException e) {
      throw HadoopInput.nameNotTaken(folder.uri(), e);
    }
    NavigableSet<Integer> numbers = listing.numbers();
    if (numbers.isEmpty() || numbers.last() < folder.first()) {
      throw new VideoRejectedException(
          RejectReason.NO_FRAMES,
          folder.uri(),
          "there is no image %s%s"
              .formatted(
                  folder.images().name(folder.name(), folder.first()),
                  listing.other().isEmpty() ? "" : ", but " + listing.other()));
    }
    return numbers;
  }

  /**
   * Decodes all frames.
   *
   * @param folder the folder
   * @return what was found
   * @throws VideoRejectedException as for {@link #count}, {@link RejectReason#DECODE_ERRORS} if a
   *     file is no picture, frames differ in size or the policy does not allow the damage
   * @throws IOException if the file system fails
   */
  public VideoFacts scan(FrameFolder folder) throws IOException {
    int frames = count(folder);
    FrameSize first = null;
    int damaged = 0;
    for (int index = 0; index < frames; index++) {
      byte[] file = bytes(folder, index);
      damaged += isDamaged(folder, index, file) ? 1 : 0;
      FrameSize size = decode(folder, index, file).size();
      first = index == 0 ? size : first;
      requireSameSize(folder, index, size, first);
    }
    return facts(folder, frames, first, damaged);
  }

  /**
   * Looks for damage inside a JPEG file that decodes all the same.
   *
   * @param folder the folder
   * @param index 0-based index of the frame
   * @param file the file's bytes
   * @return whether there is some
   * @throws VideoRejectedException {@link RejectReason#DECODE_ERRORS} if the policy rejects every
   *     damaged video
   */
  public boolean isDamaged(FrameFolder folder, int index, byte[] file)
      throws VideoRejectedException {
    Optional<String> found = JpegDamage.of(file);
    if (found.isPresent() && damage.rejectsAll()) {
      throw new VideoRejectedException(
          RejectReason.DECODE_ERRORS,
          folder.uri(),
          "image %s is damaged: %s".formatted(name(folder, index), found.get()));
    }
    return found.isPresent();
  }

  private static String name(FrameFolder folder, int index) {
    return folder.images().name(folder.name(), folder.first() + index);
  }

  /**
   * The facts of a folder whose frames were decoded.
   *
   * @param folder the folder
   * @param frames number of frames
   * @param size size of each
   * @param damaged how many of them are damaged
   * @return the facts
   * @throws VideoRejectedException {@link RejectReason#DECODE_ERRORS} if the policy does not allow
   *     the damage
   */
  public VideoFacts facts(FrameFolder folder, int frames, FrameSize size, int damaged)
      throws VideoRejectedException {
    if (damaged > 0 && !damage.keeps(frames)) {
      throw new VideoRejectedException(
          RejectReason.DECODE_ERRORS,
          folder.uri(),
          "%d of %d images are damaged".formatted(damaged, frames));
    }
    return new VideoFacts(frames, folder.fps(), size.width(), size.height(), CODEC, damaged);
  }

  /**
   * Checks that a video keeps its size.
   *
   * @param folder the folder
   * @param index 0-based index of a frame
   * @param size size of that frame
   * @param first size of the first frame
   * @throws VideoRejectedException {@link RejectReason#DECODE_ERRORS} if they differ
   */
  public void requireSameSize(FrameFolder folder, int index, FrameSize size, FrameSize first)
      throws VideoRejectedException {
    if (!size.equals(first)) {
      throw new VideoRejectedException(
          RejectReason.DECODE_ERRORS,
          folder.uri(),
          "image %s is %s, the first one is %s".formatted(name(folder, index), size, first));
    }
  }

  /**
   * Reads a frame's file.
   *
   * @param folder the folder
   * @param index 0-based index of the frame
   * @return the file, whose header declares no more pixels than are allowed
   * @throws VideoRejectedException {@link RejectReason#MISSING_FILE} if there is none, {@link
   *     RejectReason#NOT_A_FILE} if there is something else, {@link RejectReason#NO_ANSWER} if the
   *     file system does not answer, {@link RejectReason#TOO_LARGE} or {@link
   *     RejectReason#DECODE_ERRORS} by its header
   * @throws IOException if the file system fails
   */
  public byte[] bytes(FrameFolder folder, int index) throws IOException {
    Path path = Locations.path(folder.image(folder.first() + index));
    byte[] file;
    try {
      file = StorageWatch.call(path.toString(), deadline, () -> read(folder, path));
    } catch (NoAnswerException e) {
      throw HadoopInput.noAnswer(folder.uri(), e);
    } catch (FileNotFoundException e) {
      throw new VideoRejectedException(
          RejectReason.MISSING_FILE, folder.uri(), "image " + path.getName() + " is missing", e);
    } catch (IllegalArgumentException e) {
      throw HadoopInput.nameNotTaken(folder.uri(), e);
    }
    codec.check(folder.uri(), "image " + path.getName(), file);
    return file;
  }

  private byte[] read(FrameFolder folder, Path path) throws IOException {
    FileSystem files = Locations.fileSystem(path, configuration);
    HadoopInput.requireFile(files, path, folder.uri());
    try (FSDataInputStream in = files.open(path)) {
      byte[] file = in.readNBytes((int) maxBytes + 1);
      if (file.length > maxBytes) {
        throw new VideoRejectedException(
            RejectReason.TOO_LARGE,
            folder.uri(),
            "image %s has more than %d bytes, more than a picture of decode.max-pixels"
                .formatted(path.getName(), maxBytes));
      }
      return file;
    } catch (FileNotFoundException e) {
      // File systems say the same of folders.
      if (files.getFileStatus(path).isDirectory()) {
        throw new VideoRejectedException(
            RejectReason.NOT_A_FILE,
            folder.uri(),
            "image %s is a folder, not a file".formatted(path.getName()),
            e);
      }
      throw e;
    }
  }

  /**
   * Decodes a frame.
   *
   * @param folder the folder
   * @param index 0-based index of the frame
   * @return the frame
   * @throws VideoRejectedException as for {@link #bytes}, {@link RejectReason#DECODE_ERRORS} if the
   *     file is no picture
   * @throws IOException if the file system fails
   */
  public RgbFrame frame(FrameFolder folder, int index) throws IOException {
    return decode(folder, index, bytes(folder, index));
  }

  /**
   * Shows a frame.
   *
   * @param folder the folder
   * @param index 0-based index of the frame
   * @param visitor sees it
   * @throws VideoRejectedException as for {@link #frame}
   * @throws IOException if the file system or the visitor fails
   */
  public void visit(FrameFolder folder, int index, PictureVisitor visitor) throws IOException {
    if (!codec.visit(bytes(folder, index), index, visitor)) {
      throw noPicture(folder, index);
    }
  }

  /**
   * Decodes a frame's file that was read.
   *
   * @param folder the folder
   * @param index 0-based index of the frame
   * @param file its bytes
   * @return the frame
   * @throws VideoRejectedException {@link RejectReason#DECODE_ERRORS} if it is no picture
   */
  public RgbFrame decode(FrameFolder folder, int index, byte[] file) throws VideoRejectedException {
    return codec.decode(file).orElseThrow(() -> noPicture(folder, index));
  }

  private static VideoRejectedException noPicture(FrameFolder folder, int index) {
    return new VideoRejectedException(
        RejectReason.DECODE_ERRORS,
        folder.uri(),
        "image %s is no picture".formatted(name(folder, index)));
  }
}
