package io.kinespark.spark.progress;

/** Breaks long texts into lines for the terminal. */
public final class WrappedText {
  private static final int WIDTH = 116;

  private WrappedText() {}

  /**
   * The text in lines of at most 116 characters, broken between words; a longer word has a line of
   * its own.
   *
   * @param indent what each line begins with
   * @return lines, each ended by a line feed
   */
  public static String of(String text, String indent) {
    StringBuilder lines = new StringBuilder();
    StringBuilder line = new StringBuilder(indent);
    for (String word : text.strip().split("\\s+", -1)) {
      if (line.length() > indent.length() && line.length() + 1 + word.length() > WIDTH) {
        lines.append(line).append('\n');
        line = new StringBuilder(indent);
      }
      line.append(line.length() > indent.length() ? " " : "").append(word);
    }
    return lines.append(line).append('\n').toString();
  }
}
