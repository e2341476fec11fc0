package io.kinespark.spark.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.IOException;
import java.io.Writer;

/**
 * What JSON strings for people have as escapes beyond what JSON asks for: control characters past
 * ASCII's first 32, which a terminal would obey, and the two line separators that end a line of
 * JavaScript. All other letters stand for themselves.
 */
public final class JsonEscapes extends CharacterEscapes {
  private static final long serialVersionUID = 1L;

  private static final char DELETE = 0x7f;
  private static final char LAST_CONTROL = 0x9f;
  private static final char LINE_SEPARATOR = 0x2028;
  private static final char PARAGRAPH_SEPARATOR = 0x2029;

  private final int[] ascii = standardAsciiEscapesForJSON();

  private JsonEscapes(String escaped) {
    ascii[DELETE] = ESCAPE_STANDARD;
    escaped.chars().forEach(letter -> ascii[letter] = ESCAPE_STANDARD);
  }

  /** For files of their own. */
  public static JsonEscapes ofFile() {
    return new JsonEscapes("");
  }

  /** For the content of a script element, which no data can end: without any markup. */
  public static JsonEscapes ofScript() {
    return new JsonEscapes("<>&");
  }

  /**
   * A generator with these escapes; any string comes back from what it writes.
   *
   * @param out is flushed but not closed when the generator is closed
   * @throws IOException if {@code out} cannot be written
   */
  public JsonGenerator generator(Writer out) throws IOException {
    return new JsonFactory().createGenerator(new SurrogateWriter(out)).setCharacterEscapes(this);
  }

  @Override
  public int[] getEscapeCodesForAscii() {
    return ascii.clone();
  }

  /** Asked for every character past ASCII; null where it stands for itself. */
  @Override
  public SerializableString getEscapeSequence(int character) {
    boolean escaped =
        (character > DELETE && character <= LAST_CONTROL)
            || character == LINE_SEPARATOR
            || character == PARAGRAPH_SEPARATOR;
    return escaped ? new SerializedString("\\u%04X".formatted(character)) : null;
  }
}
