package io.kinespark.spark.preprocess;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The process that holds a lock.
 *
 * @param host name of its machine
 * @param pid its number there
 * @param started when it was started
 * @param token tells locks of one process apart
 */
record LockHolder(String host, long pid, Instant started, String token) {
  private static final Pattern TEXT =
      Pattern.compile("host=(.*)\npid=(\\d+)\nstarted=(\\S+)\ntoken=(\\S+)\nbeat=\\d*");

  static LockHolder thisProcess() throws IOException {
    ProcessHandle process = ProcessHandle.current();
    return new LockHolder(
        thisHost(), process.pid(), startOf(process), UUID.randomUUID().toString());
  }

  private static String thisHost() throws IOException {
    return InetAddress.getLocalHost().getHostName();
  }

  private static Instant startOf(ProcessHandle process) {
    return process.info().startInstant().orElse(Instant.EPOCH);
  }

  /** The lock's text up to the number of the beat. */
  String text() {
    return String.join(
        "\n",
        List.of("host=" + host, "pid=" + pid, "started=" + started, "token=" + token, "beat="));
  }

  /** Reads a lock's text; empty if it is not whole. */
  static Optional<LockHolder> parse(String text) {
    Matcher found = TEXT.matcher(text);
    return found.matches()
        ? Optional.of(
            new LockHolder(
                found.group(1),
                Long.parseLong(found.group(2)),
                Instant.parse(found.group(3)),
                found.group(4)))
        : Optional.empty();
  }

  /** Whether it was a process of this machine that has ended. */
  boolean isGoneFromHere() throws IOException {
    return host.equals(thisHost())
        && ProcessHandle.of(pid).filter(process -> startOf(process).equals(started)).isEmpty();
  }

  @Override
  public String toString() {
    return "process " + pid + " on " + host + ", started " + started;
  }
}
