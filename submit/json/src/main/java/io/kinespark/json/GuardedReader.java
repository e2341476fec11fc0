package io.kinespark.json;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.MalformedInputException;
import java.util.BitSet;

/**
 * Watches characters of JSON as they pass, before a parser keeps any of them: it counts lines,
 * nesting, the lengths of numbers, names and strings and what the tree will take, and ends the
 * reading at the first bound that is passed. Whether the text is JSON is the parser's to say.
 */
final class GuardedReader extends Reader {
  private static final int HEX_DIGITS = 4;

  private final Reader in;
  private final JsonLimits limits;
  private final BitSet objects = new BitSet();

  private int line = 1;
  private int column;
  private long characters;
  private long values;
  private long lettersOfStrings;
  private int depth;

  private boolean inString;
  private boolean nameIsNext;
  private boolean inName;
  private int length;
  private boolean escaped;
  private int hexDigitsLeft;
  private int hex;
  private boolean highSurrogateBefore;

  GuardedReader(Reader in, JsonLimits limits) {
    this.in = in;
    this.limits = limits;
  }

  @Override
  public int read(char[] buffer, int offset, int count) throws IOException {
    int read;
    try {
      read = in.read(buffer, offset, count);
    } catch (MalformedInputException e) {
      throw new JsonException(line, column + 1, "this is not UTF-8; save the file as UTF-8", e);
    }
    for (int i = offset; i < offset + read; i++) {
      accept(buffer[i]);
    }
    return read;
  }

  private void accept(char c) throws JsonException {
    column++;
    characters++;
    require(characters <= limits.characters(), "characters", limits.characters());
    if (c == 0) {
      throw defect("this is a NUL; the file is damaged, or UTF-16 or UTF-32: save it as UTF-8");
    }
    if (inString) {
      letter(c);
    } else {
      outside(c);
    }
    if (c == '\n') {
      line++;
      column = 0;
    }
  }

  private void outside(char c) throws JsonException {
    switch (c) {
      case '"' -> {
        inString = true;
        inName = nameIsNext;
        nameIsNext = false;
        length = 0;
        value();
      }
      case '{', '[' -> {
        value();
        depth++;
        if (depth > limits.depth()) {
          throw defect("it is nested more than %d levels deep".formatted(limits.depth()));
        }
        objects.set(depth, c == '{');
        nameIsNext = c == '{';
        length = 0;
      }
      case '}', ']' -> {
        depth = Math.max(0, depth - 1);
        length = 0;
      }
      case ',' -> {
        nameIsNext = depth > 0 && objects.get(depth);
        length = 0;
      }
      case ':', ' ', '\t', '\r', '\n' -> length = 0;
      default -> {
        if (length == 0) {
          value();
        }
        length++;
        if (length > limits.number()) {
          throw defect("a number or word is longer than %d characters".formatted(limits.number()));
        }
      }
    }
  }

  private void letter(char c) throws JsonException {
    if (hexDigitsLeft > 0) {
      hexDigit(c);
      return;
    }
    if (escaped) {
      escaped = false;
      if (c == 'u') {
        hexDigitsLeft = HEX_DIGITS;
        hex = 0;
        return;
      }
    } else if (c == '\\') {
      escaped = true;
      return;
    } else if (c == '"') {
      requirePair(false);
      inString = false;
      length = 0;
      return;
    }
    requirePair(false);
    count();
  }

  private void hexDigit(char c) throws JsonException {
    hexDigitsLeft--;
    hex = hex << 4 | Math.max(0, Character.digit(c, 16));
    if (hexDigitsLeft == 0) {
      requirePair(Character.isLowSurrogate((char) hex));
      highSurrogateBefore = Character.isHighSurrogate((char) hex);
      count();
    }
  }

  private void requirePair(boolean low) throws JsonException {
    if (highSurrogateBefore != low && !limits.halfPairs()) {
      throw defect("half of a surrogate pair stands alone, which is no character");
    }
    highSurrogateBefore = false;
  }

  private void count() throws JsonException {
    length++;
    lettersOfStrings++;
    int most = inName ? limits.name() : limits.text();
    if (length > most) {
      throw defect(
          "a %s is longer than %d characters".formatted(inName ? "field's name" : "string", most));
    }
    requireMemory();
  }

  private void value() throws JsonException {
    values++;
    requireMemory();
  }

  private void requireMemory() throws JsonException {
    if (values * JsonLimits.BYTES_OF_VALUE + lettersOfStrings > limits.memory()) {
      throw defect(
          "it takes more than %d MiB of memory up to here; give the process more heap (--driver-memory)"
              .formatted(limits.memory() >> 20));
    }
  }

  private void require(boolean holds, String what, long most) throws JsonException {
    if (!holds) {
      throw defect("it has more than %d %s".formatted(most, what));
    }
  }

  private JsonException defect(String problem) {
    return new JsonException(line, column, problem);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
