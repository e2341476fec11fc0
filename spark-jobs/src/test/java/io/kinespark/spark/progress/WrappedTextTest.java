package io.kinespark.spark.progress;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WrappedTextTest {
  @Test
  void linesAreBrokenBetweenWords() {
    String word = "x".repeat(60);

    assertThat(WrappedText.of(" short \n text ", "  ")).isEqualTo("  short text\n");
    assertThat(WrappedText.of(word + " a " + word + " b", "- "))
        .isEqualTo("- " + word + " a\n- " + word + " b\n");
  }

  @Test
  void longWordsStayWhole() {
    String word = "x".repeat(200);

    assertThat(WrappedText.of("a " + word + " b", " ")).isEqualTo(" a\n " + word + "\n b\n");
  }
}
