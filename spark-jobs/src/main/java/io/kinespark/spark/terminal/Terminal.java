package io.kinespark.spark.terminal;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;

/**
 * The process's standard output and error. All that this program, its libraries and its logs print
 * goes through them, so they are the one place where control characters are taken out.
 */
public final class Terminal {
  private Terminal() {}

  /**
   * Puts {@link TerminalText#lines} before {@code System.out} and {@code System.err}.
   *
   * @param charset what is printed is encoded in
   */
  public static void guard(Charset charset) {
    System.setOut(guarded(System.out, charset));
    System.setErr(guarded(System.err, charset));
  }

  /** A writer before another that lets no control characters through; it flushes with lines. */
  public static PrintWriter guarded(PrintWriter writer) {
    return new PrintWriter(new TerminalWriter(writer), /* autoFlush= */ true);
  }

  /** A stream before another that lets no control characters through. */
  static PrintStream guarded(PrintStream stream, Charset charset) {
    return new PrintStream(new TerminalStream(stream, charset), /* autoFlush= */ true, charset);
  }

  /** Standard error as it is, for what draws with control characters and shows nobody's names. */
  public static PrintStream drawing() {
    return new PrintStream(
        new FileOutputStream(FileDescriptor.err), /* autoFlush= */ true, Charset.defaultCharset());
  }
}
