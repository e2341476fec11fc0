package io.kinespark.spark.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TerminalTest {
  private static final String LETTERS =
      "挥手 über naïve Ελληνικά العربية हिन्दी 👩\u200d👩\u200d👧 𝒳 ﷺ";

  @ParameterizedTest
  @CsvSource({
    "1b, \\u001b",
    "07, \\u0007",
    "08, \\u0008",
    "0d, \\u000d",
    "0, \\u0000",
    "7f, \\u007f",
    "9b, \\u009b",
    "85, \\u0085",
    "ad, \\u00ad",
    "200e, \\u200e",
    "202e, \\u202e",
    "2066, \\u2066",
    "2028, \\u2028",
    "2029, \\u2029",
    "061c, \\u061c",
    "feff, \\ufeff",
    "d800, \\ud800",
    "e0041, \\u{e0041}"
  })
  void whatATerminalActsOnIsShownInstead(String hex, String shown) {
    String text = "a" + Character.toString(Integer.parseInt(hex, 16)) + "b";

    assertThat(TerminalText.lines(text)).isEqualTo("a" + shown + "b");
    assertThat(TerminalText.line(text)).isEqualTo("a" + shown + "b");
  }

  @Test
  void lettersOfEveryScriptStay() {
    assertThat(TerminalText.line(LETTERS)).isSameAs(LETTERS);
    assertThat(TerminalText.lines("a\n\tb")).isEqualTo("a\n\tb");
    assertThat(TerminalText.line("a\n\tb")).isEqualTo("a\\u000a\\u0009b");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 8192})
  void bytesMayComeInAnyParts(int part) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] text = (LETTERS + "\u001b[31m\u202e\n").repeat(500).getBytes(StandardCharsets.UTF_8);
    try (TerminalStream out = new TerminalStream(bytes, StandardCharsets.UTF_8)) {
      for (int at = 0; at < text.length; at += part) {
        out.write(text, at, Math.min(part, text.length - at));
      }
    }
    assertThat(bytes.toString(StandardCharsets.UTF_8))
        .isEqualTo((LETTERS + "\\u001b[31m\\u202e\n").repeat(500));
  }

  @Test
  void otherCharactersSetsAreUnderstood() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Charset latin = StandardCharsets.ISO_8859_1;
    try (TerminalStream out = new TerminalStream(bytes, latin)) {
      out.write("\u00fc\u009b31m\u001b".getBytes(latin));
    }
    assertThat(bytes.toString(latin)).isEqualTo("\u00fc\\u009b31m\\u001b");
  }

  @Test
  void writersAreGuardedAlike() {
    StringWriter text = new StringWriter();
    try (PrintWriter out = Terminal.guarded(new PrintWriter(text))) {
      out.print("\ud83d");
      out.print("\ude00\u001b");
      out.println(LETTERS);
      out.print('\r');
    }
    assertThat(text).hasToString("😀\\u001b" + LETTERS + System.lineSeparator() + "\\u000d");
  }
}
