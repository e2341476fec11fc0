package io.kinespark.spark.storage;

import io.kinespark.models.nn.NativeCalls;
import io.kinespark.preprocessing.manifest.VideoRecord;
import io.kinespark.preprocessing.shard.ShardException;
import io.kinespark.preprocessing.storage.Locations;
import io.kinespark.preprocessing.storage.StorageHangsException;
import io.kinespark.preprocessing.storage.StorageWatch;
import io.kinespark.preprocessing.video.RejectReason;
import io.kinespark.preprocessing.video.VideoRejectedException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Objects;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.security.AccessControlException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads videos again where their file system fails, and tells a file that cannot be read, such as
 * one whose last replica is lost, from a file system that is gone: the one is set aside, the other
 * ends the task.
 */
public final class ReadAttempts {

  private static final Logger LOG = LoggerFactory.getLogger(ReadAttempts.class);
  private static final int ATTEMPTS = 3;
  private static final Duration PAUSE = Duration.ofSeconds(2);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** A read that hangs does not keep a process from ending. */
  private static final NativeCalls DECODING = NativeCalls.ofProcess("what it decodes", 5);

  private final Configuration hadoop;
  private final Duration pause;

  /**
   * Work on one video.
   *
   * @param <T> what comes of it
   */
  @FunctionalInterface
  public interface Work<T> {

    /**
     * Reads the video; does nothing that must not be done twice.
     *
     * @return what comes of it
     * @throws VideoRejectedException if the video cannot be used
     * @throws IOException if the file system fails
     */
    T read() throws IOException;
  }

  /**
   * Attempts two seconds apart, then four.
   *
   * @param hadoop finds the videos' file systems
   */
  public ReadAttempts(Configuration hadoop) {
    this(hadoop, PAUSE);
  }

  /**
   * Attempts some time apart.
   *
   * @param hadoop finds the videos' file systems
   * @param pause before the second attempt; before the third it is twice as long
   */
  public ReadAttempts(Configuration hadoop, Duration pause) {
    this.hadoop = Objects.requireNonNull(hadoop, "hadoop");
    this.pause = Objects.requireNonNull(pause, "pause");
  }

  /**
   * Does work on a video, up to three times.
   *
   * @param <T> what comes of it
   * @param video the video
   * @param work reads it
   * @return what comes of it
   * @throws VideoRejectedException if the work says so, or {@link RejectReason#READ_ERRORS} if the
   *     file cannot be read while its file system answers
   * @throws ShardException if the work writes a shard and cannot
   * @throws StorageHangsException if too many calls to file systems wait for an answer
   * @throws IOException if the file system does not answer, or the thread is interrupted
   */
  public <T> T read(VideoRecord video, Work<T> work) throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        return DECODING.during(work::read);
      } catch (VideoRejectedException | ShardException | StorageHangsException e) {
        throw e;
      } catch (IOException e) {
        prepareNext(video, attempt, e);
      } catch (FSError e) {
        prepareNext(video, attempt, StorageFault.reason(e));
      }
    }
  }

  /**
   * Rests before the next attempt.
   *
   * @throws IOException if there is none
   */
  private void prepareNext(VideoRecord video, int attempt, IOException failure) throws IOException {
    if (isInterrupted(failure)) {
      throw failure;
    }
    if (attempt == ATTEMPTS || StorageFault.lasts(failure)) {
      throw answers(video) ? unreadable(video, attempt, failure) : failure;
    }
    LOG.warn("{} is read again: {}", video.location().uri(), failure.toString());
    Pause.of(pause.multipliedBy(attempt), "between two attempts to read a video");
  }

  /** A read that timed out is an interrupted one, too, by its type only. */
  private static boolean isInterrupted(IOException e) {
    return Thread.currentThread().isInterrupted()
        || (e instanceof InterruptedIOException && !(e instanceof SocketTimeoutException));
  }

  private boolean answers(VideoRecord video) {
    Path folder = Locations.path(video.location().uri()).getParent();
    try {
      return StorageWatch.call(
          folder.toString(),
          PATIENCE,
          () -> Locations.fileSystem(folder, hadoop).getFileStatus(folder) != null);
    } catch (FileNotFoundException | AccessControlException e) {
      return true;
    } catch (IOException | FSError e) {
      LOG.warn("the file system of {} does not answer: {}", folder, e.toString());
      return false;
    }
  }

  private static VideoRejectedException unreadable(
      VideoRecord video, int attempts, IOException last) {
    return new VideoRejectedException(
        RejectReason.READ_ERRORS,
        video.id(),
        "the file system does not give its bytes (%d %s): %s"
            .formatted(attempts, attempts == 1 ? "attempt" : "attempts", last),
        last);
  }
}
