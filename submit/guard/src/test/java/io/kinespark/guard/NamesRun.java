package io.kinespark.guard;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Tries names of files on the local disk and prints what came of it; of a process with another
 * locale.
 */
final class NamesRun {
  private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

  /** What a line begins with that is no line of a log. */
  static final String MARK = "= ";

  private NamesRun() {}

  /** Works in the folder that is named. */
  public static void main(String[] arguments) throws IOException {
    LocalNames.install();
    Path folder = new Path(arguments[0]);
    FileSystem files = folder.getFileSystem(new Configuration());
    Path named = new Path(folder, "\u00fcber");
    say("plain", () -> names(files.listStatus(new Path(folder, "plain"))));
    say("list", () -> names(files.listStatus(new Path(folder, "named"))));
    say("exists", () -> files.exists(new Path(folder, "named/\u6d4b\u8bd5")));
    say("status", () -> files.getFileStatus(new Path(folder, "named/\u6d4b\u8bd5")).getLen());
    say("read", () -> readAll(files, new Path(folder, "named/\u6d4b\u8bd5")));
    say("mkdirs", () -> files.mkdirs(named));
    say("write", () -> write(files, new Path(named, "\u8bad\u7ec3")));
    say("rename", () -> files.rename(new Path(folder, "plain/a"), new Path(folder, "\u00e9")));
    say("delete", () -> files.delete(new Path(folder, "named/\u6d4b\u8bd5"), false));
    say("word", () -> check("\u00fcber"));
  }

  private static String names(FileStatus[] all) {
    return Arrays.stream(all)
        .map(status -> status.getPath().getName())
        .sorted()
        .toList()
        .toString();
  }

  private static String readAll(FileSystem files, Path file) throws IOException {
    try (var in = files.open(file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static boolean write(FileSystem files, Path file) throws IOException {
    files.create(file).close();
    return true;
  }

  private static boolean check(String word) {
    LocalNames.requireWhole(word);
    return true;
  }

  private static void say(String what, Callable<?> work) {
    try {
      OUT.println(MARK + what + ": " + work.call());
    } catch (Exception e) {
      OUT.println(MARK + what + ": " + e.getClass().getSimpleName() + ": " + e.getMessage());
    }
  }
}
