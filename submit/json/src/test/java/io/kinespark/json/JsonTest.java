package io.kinespark.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(20)
class JsonTest {
  private static final JsonLimits LIMITS = JsonLimits.ofFiles();

  private static JsonNode read(String text) throws IOException {
    return Json.read(text.getBytes(StandardCharsets.UTF_8), LIMITS);
  }

  /** The same text over and over, without end. */
  private static InputStream endless(String start, String repeated) {
    byte[] first = start.getBytes(StandardCharsets.UTF_8);
    byte[] more = repeated.getBytes(StandardCharsets.UTF_8);
    return new InputStream() {
      private long position;

      @Override
      public int read() {
        long at = position++;
        return at < first.length
            ? first[(int) at]
            : more[(int) ((at - first.length) % more.length)];
      }

      @Override
      public int read(byte[] bytes, int offset, int length) {
        for (int i = 0; i < length; i++) {
          bytes[offset + i] = (byte) read();
        }
        return length;
      }
    };
  }

  @Test
  void ordinaryJsonIsRead() throws IOException {
    JsonNode root =
        read("{\"a\": [1, -2.5e3, true, null, \"\\u6325手\\ud83d\\ude00\\n\"], \"b\": {}}\n ");

    assertThat(root.path("a").size()).isEqualTo(5);
    assertThat(root.path("a").get(1).asDouble()).isEqualTo(-2500);
    assertThat(root.path("a").get(4).asText()).isEqualTo("挥手😀\n");
    assertThat(root.path("b").isObject()).isTrue();
  }

  @Test
  void aByteOrderMarkOfUtf8IsPassedOver() throws IOException {
    assertThat(read("\uFEFF{\"a\": 1}").path("a").asInt()).isEqualTo(1);
  }

  @Test
  void charactersThatLieAcrossBuffersAreRead() throws IOException {
    for (int shift = 0; shift < 4; shift++) {
      String text = "x".repeat(16_380 + shift) + "😀".repeat(10_000);
      assertThat(read("\"" + text + "\"").asText()).isEqualTo(text);
    }
  }

  static Stream<Arguments> withoutEnd() {
    return Stream.of(
        Arguments.of("[", "1", "longer than 1000 characters"),
        Arguments.of("[-", "0", "longer than 1000 characters"),
        Arguments.of("[1.", "3", "longer than 1000 characters"),
        Arguments.of("[1e", "9", "longer than 1000 characters"),
        Arguments.of("[n", "u", "longer than 1000 characters"),
        Arguments.of("{\"", "k", "a field's name is longer than 50000 characters"),
        Arguments.of("{\"a\": 1, \"", "k", "a field's name is longer than 50000 characters"),
        Arguments.of("{\"", "\\u0041", "a field's name is longer than 50000 characters"),
        Arguments.of("{\"a\": \"", "s", "a string is longer than 20000000 characters"),
        Arguments.of("", "[", "nested more than 64 levels deep"),
        Arguments.of("", "{\"a\":", "nested more than 64 levels deep"),
        Arguments.of("", "[{\"a\":", "nested more than 64 levels deep"),
        Arguments.of("[", "1,", "MiB of memory"),
        Arguments.of("[", "{},", "MiB of memory"),
        Arguments.of("[", "\"\",", "MiB of memory"),
        Arguments.of("", "\0", "this is a NUL"));
  }

  @ParameterizedTest
  @MethodSource("withoutEnd")
  void whatHasNoEndIsEndedByABound(String start, String repeated, String problem) {
    JsonLimits limits =
        new JsonLimits(
            LIMITS.characters(),
            LIMITS.depth(),
            LIMITS.number(),
            LIMITS.name(),
            LIMITS.text(),
            128L << 20,
            /* halfPairs= */ false);

    assertThatThrownBy(() -> Json.read(endless(start, repeated), limits))
        .isInstanceOf(JsonException.class)
        .hasMessageContaining(problem);
  }

  @Test
  void blanksHaveAnEndToo() {
    assertThatThrownBy(() -> Json.read(endless("", " "), LIMITS.withCharacters(1_000_000)))
        .isInstanceOf(JsonException.class)
        .hasMessageContaining("more than 1000000 characters");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`` | 1 | it is empty",
        "`  ` | 1 | it is empty",
        "[1, | 1 | Unexpected end",
        "{\"a\" | 1 | Unexpected end",
        "[1] 2 | 1 | more follows",
        "[1]] | 1 | Unexpected close marker",
        "{\"a\": 1, \"a\": 2} | 1 | Duplicate field 'a'",
        "[NaN] | 1 | NaN",
        "[-Infinity] | 1 | Infinity",
        "[1e999] | 1 | the number 1e999 is too large",
        "[-1e999999999] | 1 | too large",
        "[01] | 1 | Leading zeroes",
        "['a'] | 1 | '''",
        "[/* a */ 1] | 1 | '/'",
        "[\"\\ud800\"] | 1 | surrogate",
        "[\"\\udc00\"] | 1 | surrogate",
        "[\"\\ud800\\ud800\"] | 1 | surrogate",
        "[\"\\ud800x\"] | 1 | surrogate",
        "[\"\\uZZZZ\"] | 1 | hex",
        "[\"\\x\"] | 1 | escape"
      })
  void whatIsNoJsonIsRefused(String text, int line, String problem) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(JsonException.class)
        .hasMessageStartingWith("line " + line + ", column ")
        .hasMessageContaining(problem);
  }

  @Test
  void halfPairsComeBackWhereTheyAreAllowed() throws IOException {
    String text = "[\"a\\ud800\", \"\\udc00b\", \"\\ud83d\\ude00\"]";

    assertThat(Json.read(text, LIMITS.withHalfPairs()))
        .extracting(JsonNode::asText)
        .containsExactly("a\ud800", "\udc00b", "😀");
  }

  @Test
  void thePlaceIsNamed() {
    assertThatThrownBy(() -> read("{\n \"a\": [1,\n   2 3]}"))
        .isInstanceOfSatisfying(
            JsonException.class,
            e -> {
              assertThat(e.line()).isEqualTo(3);
              assertThat(e.column()).isBetween(5, 7);
            });
    assertThatThrownBy(() -> read("[\n\"" + "\\ud800\"]"))
        .hasMessageStartingWith("line 2, column 8: half of a surrogate pair");
  }

  @ParameterizedTest
  @CsvSource({"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32BE", "ISO-8859-1", "Shift_JIS"})
  void otherEncodingsAreRefused(String encoding) {
    byte[] bytes = "[\n\"Füße ガ\"]".getBytes(Charset.forName(encoding));
    assertThatThrownBy(() -> Json.read(bytes, LIMITS))
        .isInstanceOf(JsonException.class)
        .hasMessageContaining("UTF-8");
  }

  @ParameterizedTest
  @CsvSource({"c0 80", "ed a0 80", "f8 88 80 80 80", "80", "e6 8c", "f4 90 80 80"})
  void bytesThatAreNoUtf8AreRefusedWhereTheyAre(String hex) {
    byte[] bad = HexFormat.ofDelimiter(" ").parseHex(hex);
    byte[] file = new byte[4 + bad.length];
    System.arraycopy(new byte[] {'[', '\n', '"', 'x'}, 0, file, 0, 4);
    System.arraycopy(bad, 0, file, 4, bad.length);
    assertThatThrownBy(() -> Json.read(file, LIMITS))
        .isInstanceOf(JsonException.class)
        .hasMessage("line 2, column 3: this is not UTF-8; save the file as UTF-8");
  }

  @Test
  void manyNamesTakeLinearTime() throws IOException {
    StringBuilder text = new StringBuilder("{");
    for (int i = 0; i < 200_000; i++) {
      // Names of equal hash in tables of other readers.
      text.append(i == 0 ? "\"" : ",\"").append(i).append("Aa".repeat(i % 3)).append("\":1");
    }
    long began = System.nanoTime();
    assertThat(read(text.append('}').toString()).size()).isEqualTo(200_000);
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
  }
}
