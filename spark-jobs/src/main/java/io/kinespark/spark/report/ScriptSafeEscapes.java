package io.kinespark.spark.report;

import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;

/**
 * Writes {@code <}, {@code >} and {@code &} of JSON strings as escapes, so that no data can end a
 * script element.
 */
final class ScriptSafeEscapes extends CharacterEscapes {
  private static final long serialVersionUID = 1L;

  private final int[] escapes = standardAsciiEscapesForJSON();

  ScriptSafeEscapes() {
    escapes['<'] = ESCAPE_STANDARD;
    escapes['>'] = ESCAPE_STANDARD;
    escapes['&'] = ESCAPE_STANDARD;
  }

  @Override
  public int[] getEscapeCodesForAscii() {
    return escapes.clone();
  }

  /** No character needs a custom sequence: all are escaped in the standard way. */
  @Override
  public SerializableString getEscapeSequence(int character) {
    throw new IllegalStateException(
        "No custom escape was asked for, but one for character " + character);
  }
}
