package io.kinespark.spark.lock;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A process. Its number alone says nothing: containers of one host, and one host before and after
 * it was booted, count from the beginning.
 *
 * @param pid its number in its PID namespace
 * @param space the boot of its machine and its PID namespace; empty if not known
 * @param start when it was started, in clock ticks since that boot; empty if not known
 */
record ProcessKey(long pid, String space, String start) {

  static final Path PROC = Path.of("/proc");

  /** Where {@code start} is among the words of a {@code stat} file that follow the name. */
  private static final int START = 19;

  /** Whether a process lives. */
  enum State {
    /** It is there. */
    RUNNING,
    /** It would be seen if it were there. */
    GONE,
    /** It cannot be seen from here. */
    UNKNOWN
  }

  /**
   * This process.
   *
   * @param proc where Linux tells of processes; its numbers count only if they are those of this
   *     process's own namespace
   */
  static ProcessKey own(Path proc) {
    long pid = ProcessHandle.current().pid();
    try {
      Path self = proc.resolve("self");
      if (Files.readSymbolicLink(self).toString().equals(Long.toString(pid))) {
        String boot = Files.readString(proc.resolve("sys/kernel/random/boot_id")).strip();
        String space = boot + "/" + Files.readSymbolicLink(self.resolve("ns/pid"));
        return startOf(proc, pid)
            .map(start -> new ProcessKey(pid, space, start))
            .orElseGet(() -> unknown(pid));
      }
    } catch (IOException | UnsupportedOperationException e) {
      return unknown(pid);
    }
    return unknown(pid);
  }

  private static ProcessKey unknown(long pid) {
    return new ProcessKey(pid, "", "");
  }

  /**
   * Whether this process lives, as another one sees it.
   *
   * @param observer who looks
   * @param proc where Linux tells the observer of processes
   * @param seesAll whether the observer would be shown this process, which {@code hidepid} keeps
   *     from other users
   */
  State seenBy(ProcessKey observer, Path proc, boolean seesAll) {
    if (space.isEmpty() || !space.equals(observer.space)) {
      return State.UNKNOWN;
    }
    try {
      Optional<String> found = startOf(proc, pid);
      if (found.isEmpty()) {
        return seesAll ? State.GONE : State.UNKNOWN;
      }
      return found.get().equals(start) ? State.RUNNING : State.GONE;
    } catch (IOException e) {
      return State.UNKNOWN;
    }
  }

  /** Empty if there is no such process, or one that has ended and is waited for. */
  private static Optional<String> startOf(Path proc, long pid) throws IOException {
    String stat;
    try {
      stat = Files.readString(proc.resolve(pid + "/stat"));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
    String[] words = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ", -1);
    if (words.length <= START) {
      throw new IOException(proc + "/" + pid + "/stat is not what Linux writes");
    }
    return words[0].equals("Z") || words[0].equals("X")
        ? Optional.empty()
        : Optional.of(words[START]);
  }
}
