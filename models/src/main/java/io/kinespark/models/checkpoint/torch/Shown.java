package io.kinespark.models.checkpoint.torch;

/** Text from files in messages. */
final class Shown {
  private static final int LONGEST = 200;

  private Shown() {}

  /** A name without control characters, shortened when it is long. */
  static String name(String name) {
    String start = name.length() > LONGEST ? name.substring(0, LONGEST) + "..." : name;
    return start.replaceAll("\\p{Cc}", "?");
  }
}
