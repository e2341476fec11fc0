package io.kinespark.spark.progress;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.StreamCapabilities;

/**
 * The training log of one attempt of a run, one JSON object a line.
 *
 * <p>File systems like HDFS and object stores do not append well, so every attempt creates the next
 * file {@code attempt-00001.jsonl}, {@code attempt-00002.jsonl} ... of the log folder and never
 * touches those before it. Records are pushed to the file system's servers ({@code hflush}) at
 * every epoch and at the first record after each flush interval; what a crash can lose is bounded
 * by that. Object stores show a file only once it is closed.
 *
 * <p>Not thread-safe: the driver's training loop writes it.
 */
public final class JsonLinesLog implements RecordLog {
  private static final int CREATION_RACES = 100;

  private final TrainingRecordJson json = new TrainingRecordJson();
  private final Path file;
  private final FSDataOutputStream out;
  private final Clock clock;
  private final Duration flushInterval;
  private Instant flushed;

  private JsonLinesLog(Path file, FSDataOutputStream out, Clock clock, Duration flushInterval) {
    this.file = file;
    this.out = out;
    this.clock = clock;
    this.flushInterval = flushInterval;
    this.flushed = clock.instant();
  }

  /**
   * Starts the log of a new attempt, flushed at least every five seconds of logging.
   *
   * @param fileSystem where the log lives
   * @param folder log folder of the run; made if it is not there
   * @param resumedAfter optimizer steps of the checkpoint the attempt starts from; 0 for a fresh
   *     run
   * @throws IOException if the folder cannot be listed or the file not be created
   */
  public static JsonLinesLog start(FileSystem fileSystem, Path folder, long resumedAfter)
      throws IOException {
    return start(fileSystem, folder, resumedAfter, Clock.systemUTC(), Duration.ofSeconds(5));
  }

  static JsonLinesLog start(
      FileSystem fileSystem, Path folder, long resumedAfter, Clock clock, Duration flushInterval)
      throws IOException {
    FileSystem files = withFlush(fileSystem);
    files.mkdirs(folder);
    AttemptFiles attempts = new AttemptFiles(files, folder);
    for (int race = 0; race < CREATION_RACES; race++) {
      Path file = attempts.next();
      Optional<FSDataOutputStream> created = createIfFree(files, file);
      if (created.isPresent()) {
        JsonLinesLog log = new JsonLinesLog(file, created.get(), clock, flushInterval);
        log.begin(resumedAfter);
        return log;
      }
    }
    throw new IOException(
        "No attempt file could be created in "
            + folder
            + " after "
            + CREATION_RACES
            + " tries: does another driver write to the same run folder?");
  }

  private static Optional<FSDataOutputStream> createIfFree(FileSystem files, Path file)
      throws IOException {
    try {
      return Optional.of(files.create(file, false));
    } catch (FileAlreadyExistsException e) {
      return Optional.empty();
    }
  }

  private void begin(long resumedAfter) throws IOException {
    try {
      write(json.startLine(resumedAfter, flushed));
      flush();
    } catch (IOException | RuntimeException e) {
      try {
        out.close();
      } catch (IOException closing) {
        e.addSuppressed(closing);
      }
      throw e;
    }
  }

  private void flush() throws IOException {
    if (out.hasCapability(StreamCapabilities.HSYNC)) {
      out.hflush();
    } else {
      out.flush();
    }
  }

  private void write(String line) throws IOException {
    out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The checksummed local file system holds back what does not fill a checksum block; the raw one
   * beneath does not.
   */
  private static FileSystem withFlush(FileSystem fileSystem) {
    return fileSystem instanceof LocalFileSystem local ? local.getRawFileSystem() : fileSystem;
  }

  /** The file this attempt writes. */
  public Path file() {
    return file;
  }

  @Override
  public void append(TrainingRecord record) throws IOException {
    write(json.line(record));
    Instant now = clock.instant();
    if (record instanceof EpochRecord || now.isAfter(flushed.plus(flushInterval))) {
      flush();
      flushed = now;
    }
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
