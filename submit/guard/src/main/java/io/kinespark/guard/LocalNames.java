package io.kinespark.guard;

import java.nio.charset.Charset;
import org.apache.hadoop.conf.Configuration;

/**
 * Names of local files. Java writes {@code ?} for what the platform's encoding, which follows the
 * locale, does not have: two names become one.
 */
public final class LocalNames {
  private static final String RESOURCE = "kinespark-local-names.xml";
  private static final String ENCODING = "sun.jnu.encoding";

  /** What a decoder puts where bytes are no letters. */
  static final char REPLACEMENT = '\uFFFD';

  private LocalNames() {}

  /** Has Hadoop refuse names on local disks that this platform cannot express, from now on. */
  public static void install() {
    Configuration.addDefaultResource(RESOURCE);
  }

  /** The encoding of names of files in this process. */
  static Charset encoding() {
    return Charset.forName(System.getProperty(ENCODING));
  }

  /** Whether the platform has all letters of a name. */
  static boolean expressible(String name) {
    return encoding().newEncoder().canEncode(name);
  }

  /**
   * Checks a word of the command line.
   *
   * @throws IllegalArgumentException if letters of it were lost on the way, or are going to be when
   *     it is a name
   */
  public static void requireWhole(String word) {
    if (!expressible(word) || word.indexOf(REPLACEMENT) >= 0) {
      throw new IllegalArgumentException(
          "'%s' has letters that are lost here: the encoding of names is %s; %s"
              .formatted(word, encoding(), mend()));
    }
  }

  /** What a user does about a platform without the letters. */
  static String mend() {
    return "set the environment's LC_ALL to a UTF-8 locale of this machine, such as C.UTF-8";
  }
}
