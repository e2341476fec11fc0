package io.kinespark.preprocessing.shard;

import static org.apache.hadoop.fs.Options.OpenFileOptions.FS_OPTION_OPENFILE_LENGTH;
import static org.apache.hadoop.fs.Options.OpenFileOptions.FS_OPTION_OPENFILE_READ_POLICY;
import static org.apache.hadoop.fs.Options.OpenFileOptions.FS_OPTION_OPENFILE_READ_POLICY_RANDOM;

import io.kinespark.preprocessing.manifest.FrameIndex;
import io.kinespark.preprocessing.manifest.IndexedVideo;
import io.kinespark.preprocessing.manifest.PackedFrames;
import io.kinespark.preprocessing.manifest.PackedVideo;
import io.kinespark.preprocessing.storage.Locations;
import io.kinespark.preprocessing.storage.NoAnswerException;
import io.kinespark.preprocessing.storage.StorageWatch;
import io.kinespark.preprocessing.video.DecodeOptions;
import io.kinespark.preprocessing.video.HadoopInput;
import io.kinespark.preprocessing.video.RejectReason;
import io.kinespark.preprocessing.video.VideoRejectedException;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.util.functional.FutureIO;

/**
 * Reads videos out of shards by positioned reads of just the bytes that are wanted, and checks
 * their checksums.
 */
public final class ShardReader {

  private static final int MUCH = 1 << 24;

  private final Configuration configuration;
  private final Duration deadline;

  /**
   * Makes a reader that waits for an answer as long as decoding a video may take by default.
   *
   * @param configuration finds the shards' file systems
   */
  public ShardReader(Configuration configuration) {
    this(configuration, DecodeOptions.defaults().deadline());
  }

  /**
   * Makes a reader.
   *
   * @param configuration finds the shards' file systems
   * @param deadline how long one call of this reader may wait for the file system
   */
  public ShardReader(Configuration configuration, Duration deadline) {
    this.configuration = Objects.requireNonNull(configuration, "configuration");
    this.deadline = Objects.requireNonNull(deadline, "deadline");
  }

  /**
   * Reads a whole packed video file.
   *
   * @param video where it lies
   * @return the file
   * @throws VideoRejectedException {@link RejectReason#MISSING_FILE} if there is no such shard,
   *     {@link RejectReason#TRUNCATED} if it ends before the video does, {@link
   *     RejectReason#CHECKSUM} if the bytes are not those that were written, {@link
   *     RejectReason#NO_ANSWER} if the file system does not answer
   * @throws IOException if the file system fails
   */
  public byte[] readVideo(PackedVideo video) throws IOException {
    return inTime(name(video.uri(), video.key()), () -> readVideoNow(video));
  }

  /** Opening, reading and closing a shard is one call that may not return. */
  private <T> T inTime(String name, StorageWatch.Call<T> call) throws IOException {
    try {
      return StorageWatch.call(name, deadline, call);
    } catch (NoAnswerException e) {
      throw HadoopInput.noAnswer(name, e);
    }
  }

  private byte[] readVideoNow(PackedVideo video) throws IOException {
    long end = video.offset() + video.length();
    try (FSDataInputStream in = open(video.uri(), video.key(), end)) {
      return read(
          in, video.offset(), video.length(), video.checksum(), name(video.uri(), video.key()));
    }
  }

  /**
   * Reads frames of a packed video.
   *
   * @param video where they lie
   * @param indices 0-based frame indices in any order; equal ones are read once
   * @return one JPEG file for each index
   * @throws VideoRejectedException {@link RejectReason#SHORT} if an index is past the last frame,
   *     or as for {@link #readVideo}
   * @throws IOException if the file system fails
   * @throws IllegalArgumentException if an index is negative
   */
  public List<byte[]> readFrames(PackedFrames video, int[] indices) throws IOException {
    FrameIndex index = video.index();
    String name = name(video.uri(), video.key());
    for (int i : indices) {
      if (i < 0) {
        throw new IllegalArgumentException("Negative frame index in " + Arrays.toString(indices));
      }
      if (i >= index.frames()) {
        throw new VideoRejectedException(
            RejectReason.SHORT,
            name,
            "frame %d was asked for, %d frames are packed".formatted(i, index.frames()));
      }
    }
    return inTime(name, () -> readFramesNow(video, indices, name));
  }

  private List<byte[]> readFramesNow(PackedFrames video, int[] indices, String name)
      throws IOException {
    FrameIndex index = video.index();
    Map<Integer, byte[]> read = new HashMap<>();
    try (FSDataInputStream in = open(video.uri(), video.key(), index.end())) {
      for (int i : indices) {
        if (!read.containsKey(i)) {
          read.put(
              i, read(in, index.offset(i), index.length(i), index.checksum(i), name + "#" + i));
        }
      }
    }
    return Arrays.stream(indices).mapToObj(read::get).toList();
  }

  /**
   * Reads consecutive packets of an encoded video in one go.
   *
   * @param video where they lie
   * @param first 0-based index of the first frame
   * @param count how many, at least 1
   * @return one packet for each frame
   * @throws VideoRejectedException as for {@link #readVideo}
   * @throws IOException if the file system fails
   */
  public List<byte[]> readPackets(IndexedVideo video, int first, int count) throws IOException {
    return inTime(name(video.uri(), video.file().key()), () -> readPacketsNow(video, first, count));
  }

  private List<byte[]> readPacketsNow(IndexedVideo video, int first, int count) throws IOException {
    FrameIndex index = video.frames();
    String name = name(video.uri(), video.file().key());
    long start = index.offset(first);
    int last = first + count - 1;
    requireOneAfterTheOther(index, first, last, name);
    byte[] bytes;
    try (FSDataInputStream in = open(video.uri(), video.file().key(), index.end())) {
      bytes = readFully(in, start, (int) (index.offset(last) + index.length(last) - start), name);
    }
    List<byte[]> packets = new ArrayList<>(count);
    for (int i = first; i <= last; i++) {
      int from = (int) (index.offset(i) - start);
      byte[] packet = Arrays.copyOfRange(bytes, from, from + index.length(i));
      check(packet, index.checksum(i), name + "#" + i);
      packets.add(packet);
    }
    return packets;
  }

  private static void requireOneAfterTheOther(FrameIndex index, int first, int last, String name)
      throws VideoRejectedException {
    long end = index.offset(first);
    for (int i = first; i <= last; i++) {
      if (index.offset(i) < end
          || index.offset(i) + index.length(i) - index.offset(first) > Integer.MAX_VALUE) {
        throw new VideoRejectedException(
            RejectReason.CHECKSUM,
            name,
            "the manifest has frame %d at byte %d of the shard, which does not follow on frame %d; pack the data set again"
                .formatted(i, index.offset(i), Math.max(first, i - 1)));
      }
      end = index.offset(i) + index.length(i);
    }
  }

  /**
   * Opens a shard to read here and there. Telling that, and how far it has to reach, spares an
   * object store the question for its length and the bytes behind a frame; other file systems
   * ignore it.
   */
  private FSDataInputStream open(String uri, String key, long end) throws IOException {
    Path path = Locations.path(uri);
    try {
      return FutureIO.awaitFuture(
          Locations.fileSystem(path, configuration)
              .openFile(path)
              .opt(FS_OPTION_OPENFILE_READ_POLICY, FS_OPTION_OPENFILE_READ_POLICY_RANDOM)
              .opt(FS_OPTION_OPENFILE_LENGTH, Long.toString(end))
              .build());
    } catch (FileNotFoundException e) {
      throw missing(name(uri, key), e);
    }
  }

  private static VideoRejectedException missing(String name, FileNotFoundException cause) {
    return new VideoRejectedException(
        RejectReason.MISSING_FILE,
        name,
        "there is no such shard, or it may not be read: " + cause.getMessage(),
        cause);
  }

  private static byte[] read(
      FSDataInputStream in, long offset, int length, int checksum, String name) throws IOException {
    byte[] bytes = readFully(in, offset, length, name);
    check(bytes, checksum, name);
    return bytes;
  }

  /** Memory for many bytes is taken once the last of them is seen to be there. */
  private static byte[] readFully(FSDataInputStream in, long offset, int length, String name)
      throws IOException {
    try {
      if (length > MUCH) {
        in.readFully(offset + length - 1, new byte[1]);
      }
      byte[] bytes = new byte[length];
      in.readFully(offset, bytes);
      return bytes;
    } catch (FileNotFoundException e) {
      // Object stores may notice at the first read.
      throw missing(name, e);
    } catch (EOFException e) {
      throw new VideoRejectedException(
          RejectReason.TRUNCATED,
          name,
          "the shard ends before byte " + (offset + length) + "; pack the data set again",
          e);
    }
  }

  private static void check(byte[] bytes, int checksum, String name) throws VideoRejectedException {
    int found = Crc32c.of(bytes);
    if (found != checksum) {
      throw new VideoRejectedException(
          RejectReason.CHECKSUM,
          name,
          "the stored bytes have CRC-32C %08x, %08x was written; pack the data set again"
              .formatted(found, checksum));
    }
  }

  private static String name(String uri, String key) {
    return uri + ":" + key;
  }
}
