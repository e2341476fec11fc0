package io.kinespark.spark.lock;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The job behind a lock.
 *
 * @param host name of its machine
 * @param user whose job it is
 * @param process the process it runs in
 * @param since when it asked for the lock
 */
record LockHolder(String host, String user, ProcessKey process, Instant since) {

  private static final String ROOT = "root";
  private static final Pattern TEXT =
      Pattern.compile(
          "host=(.*)\nuser=(.*)\npid=(\\d{1,18})\nspace=(.*)\nstart=(.*)\nsince=(\\S+)\n");

  /** A job in this process that asks now. */
  static LockHolder here() {
    return new LockHolder(
        thisHost(),
        System.getProperty("user.name"),
        ProcessKey.own(ProcessKey.PROC),
        Instant.now().truncatedTo(ChronoUnit.MILLIS));
  }

  private static String thisHost() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "a machine without a name";
    }
  }

  /** What a lock's file says. */
  String text() {
    return "host=%s\nuser=%s\npid=%d\nspace=%s\nstart=%s\nsince=%s\n"
        .formatted(host, user, process.pid(), process.space(), process.start(), since);
  }

  /** Reads what a lock's file says; empty if it is not whole. */
  static Optional<LockHolder> parse(String text) {
    Matcher found = TEXT.matcher(text);
    if (!found.matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new LockHolder(
              found.group(1),
              found.group(2),
              new ProcessKey(Long.parseLong(found.group(3)), found.group(4), found.group(5)),
              Instant.parse(found.group(6))));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /** Whether its process lives, as another job sees it. */
  ProcessKey.State seenBy(LockHolder observer) {
    return process.seenBy(
        observer.process,
        ProcessKey.PROC,
        user.equals(observer.user) || observer.user.equals(ROOT));
  }

  @Override
  public String toString() {
    return "process %d of %s on %s, since %s".formatted(process.pid(), user, host, since);
  }
}
