package io.kinespark.preprocessing.shard;

import io.kinespark.preprocessing.manifest.PackedFrames;
import io.kinespark.preprocessing.manifest.PackedVideo;
import io.kinespark.preprocessing.manifest.VideoRecord;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Writes the shards of one partition: {@code <prefix>-00000.tar}, {@code <prefix>-00001.tar} and so
 * on, a new one when {@link ShardOptions#maxBytes} is reached.
 *
 * <p>Call {@link #finish} when all videos are in. A writer that is closed without it, because
 * something failed, throws the shard in the making away. Not for several threads.
 */
public final class ShardWriter implements Closeable {

  private final FileSystem fileSystem;
  private final Path folder;
  private final String prefix;
  private final String attempt;
  private final long maxBytes;
  private final List<Path> published = new ArrayList<>();
  private Optional<TarShard> current = Optional.empty();
  private long publishedBytes;

  /**
   * Makes a writer; files appear with the first video.
   *
   * @param fileSystem where the shards go
   * @param folder the folder; it is created
   * @param prefix beginning of the shards' names, unique for each partition
   * @param attempt tells attempts at the same partition apart while they write
   * @param options when a shard is full
   */
  public ShardWriter(
      FileSystem fileSystem, Path folder, String prefix, String attempt, ShardOptions options) {
    this.fileSystem = Objects.requireNonNull(fileSystem, "fileSystem");
    this.folder = fileSystem.makeQualified(folder);
    this.prefix = Objects.requireNonNull(prefix, "prefix");
    this.attempt = Objects.requireNonNull(attempt, "attempt");
    this.maxBytes = options.maxBytes();
  }

  /**
   * Appends a video as frames.
   *
   * @param record the video, with the facts of what is stored
   * @param jpegs its frames as JPEG files, at least one
   * @return where they lie
   * @throws ShardException if the shard cannot be written
   * @throws IOException if the file system fails
   */
  public PackedFrames addFrames(VideoRecord record, List<byte[]> jpegs) throws IOException {
    if (jpegs.isEmpty()) {
      throw new IllegalArgumentException("There is no frame of " + record.id());
    }
    FrameEntries entries = beginFrames(record, jpegs.stream().mapToLong(jpeg -> jpeg.length).sum());
    for (byte[] jpeg : jpegs) {
      entries.add(jpeg);
    }
    return entries.finish();
  }

  /**
   * Begins a video whose frames are appended one by one.
   *
   * @param record the video, with the facts of what will be stored
   * @param bytes size of all its frames, as far as it is known: it decides on a new shard
   */
  FrameEntries beginFrames(VideoRecord record, long bytes) throws IOException {
    String key = ShardKey.of(record.id());
    return new FrameEntries(begin(record, key, bytes), key);
  }

  /**
   * Appends a video as a file.
   *
   * @param record the video, with the facts of what is stored
   * @param extension the file's extension, such as {@code mp4}: 1 to 8 letters and digits
   * @param file the whole file
   * @return where it lies
   * @throws ShardException if the shard cannot be written
   * @throws IOException if the file system fails
   */
  public PackedVideo addVideo(VideoRecord record, String extension, byte[] file)
      throws IOException {
    if (!extension.matches("[A-Za-z0-9]{1,8}") || extension.equalsIgnoreCase("json")) {
      throw new IllegalArgumentException("'" + extension + "' is no extension of a video file");
    }
    String key = ShardKey.of(record.id());
    TarShard shard = begin(record, key, file.length);
    long offset = shard.append(key + "." + extension, file);
    return new PackedVideo(
        shard.target().toString(), key, extension, offset, file.length, Crc32c.of(file));
  }

  /**
   * Bytes written so far: a video that failed while they stayed the same has left nothing behind.
   *
   * @return bytes of all shards of this writer
   */
  public long bytes() {
    return publishedBytes + current.map(TarShard::size).orElse(0L);
  }

  private TarShard begin(VideoRecord record, String key, long bytes) throws IOException {
    if (current.isPresent()
        && current.get().size() > 0
        && current.get().size() + bytes > maxBytes) {
      publish();
    }
    if (current.isEmpty()) {
      Path target = new Path(folder, "%s-%05d.tar".formatted(prefix, published.size()));
      current = Optional.of(TarShard.create(fileSystem, target, attempt));
    }
    TarShard shard = current.get();
    shard.append(key + ".json", RecordJson.of(record));
    return shard;
  }

  private void publish() throws IOException {
    TarShard shard = current.orElseThrow();
    shard.publish();
    current = Optional.empty();
    publishedBytes += shard.size();
    published.add(shard.target());
  }

  /**
   * Completes the last shard.
   *
   * @return all shards of this writer, none if there was no video
   * @throws ShardException if the shard cannot be completed
   * @throws IOException if the file system fails
   */
  public List<Path> finish() throws IOException {
    if (current.isPresent()) {
      publish();
    }
    return List.copyOf(published);
  }

  /** Throws away the shard in the making, if {@link #finish} has not completed it. */
  @Override
  public void close() throws IOException {
    if (current.isPresent()) {
      TarShard shard = current.get();
      current = Optional.empty();
      shard.discard();
    }
  }
}
