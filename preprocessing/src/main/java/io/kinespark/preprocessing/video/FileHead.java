package io.kinespark.preprocessing.video;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the first bytes of a file that does not open as a video tell a person about it. */
final class FileHead {

  private static final int BYTES = 64;
  private static final int SHOWN_CHARACTERS = 40;

  /** First bytes, as ISO 8859-1, of files that are found where videos are expected. */
  private static final Map<String, String> KNOWN = known();

  private FileHead() {}

  /**
   * Describes a file.
   *
   * @param input the file
   * @return what it seems to be, in a few words
   * @throws IOException if the file system fails
   */
  static String describe(VideoInput input) throws IOException {
    if (input.length() == 0) {
      return "the file is empty";
    }
    byte[] buffer = new byte[BYTES];
    int read = input.read(0, buffer, BYTES);
    byte[] head = Arrays.copyOf(buffer, Math.max(0, read));
    String text = new String(head, StandardCharsets.ISO_8859_1);
    if (text.startsWith("ftyp", 4)) {
      return "an mp4 or mov file whose index (moov) is missing or broken, as when it was not"
          + " written or copied to its end";
    }
    for (Map.Entry<String, String> each : KNOWN.entrySet()) {
      if (text.startsWith(each.getKey())) {
        return each.getValue();
      }
    }
    if (text.chars().allMatch(c -> c == 0)) {
      return "the file begins with zeros";
    }
    if (text.chars().allMatch(c -> (c >= ' ' && c <= '~') || c == '\n' || c == '\r' || c == '\t')) {
      String line = text.strip().lines().findFirst().orElse("");
      return "a text that begins with '"
          + line.substring(0, Math.min(line.length(), SHOWN_CHARACTERS))
          + "'";
    }
    return "the file begins with the bytes "
        + HexFormat.ofDelimiter(" ").formatHex(head, 0, Math.min(head.length, 8));
  }

  private static Map<String, String> known() {
    Map<String, String> known = new LinkedHashMap<>();
    String playList = "a play list; the files that it names are not opened";
    known.put("#EXTM3U", playList);
    known.put("ffconcat version", playList);
    known.put("PK\u0003\u0004", "a zip archive");
    known.put("\u001f\u008b", "a gzip archive");
    known.put("\u00fd7zXZ", "an xz archive");
    known.put("7z\u00bc\u00af", "a 7z archive");
    known.put("Rar!", "a rar archive");
    known.put("%PDF", "a PDF document");
    known.put("\u007fELF", "a program");
    return known;
  }
}
