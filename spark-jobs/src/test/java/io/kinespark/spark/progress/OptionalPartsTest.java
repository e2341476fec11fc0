package io.kinespark.spark.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OptionalPartsTest {
  private final StringWriter err = new StringWriter();
  private final OptionalParts parts = new OptionalParts(new PrintWriter(err));

  @Test
  void aFailureIsSaidOnceAndEndsNothing() {
    for (int time = 0; time < 3; time++) {
      assertThat(parts.get("curve", List.of(), () -> List.of(1 / Integer.parseInt("0")))).isEmpty();
    }
    assertThat(parts.attempt("page", () -> {})).isTrue();
    assertThat(err)
        .hasToString("warning: could not make curve: / by zero" + System.lineSeparator());
    assertThat(parts.missing()).containsOnlyKeys("curve");
  }

  @Test
  void memoryLibrariesAndStacksThatEndAreFailuresToo() {
    List<Error> errors =
        List.of(
            new OutOfMemoryError("heap"), new StackOverflowError(), new NoClassDefFoundError("x"));
    for (Error error : errors) {
      assertThat(
              parts.attempt(
                  error.toString(),
                  () -> {
                    throw error;
                  }))
          .isFalse();
    }
    assertThat(parts.missing().values())
        .containsExactly("OutOfMemoryError: heap", "StackOverflowError", "NoClassDefFoundError: x");
  }

  @Test
  void theFirstLineOfTheInnermostCauseIsSaid() {
    var failure =
        new IllegalStateException(
            "outer",
            new IOException("inner\n\tat some.Line", new IOException("innermost\n\tat x")));
    assertThat(OptionalParts.words(failure)).isEqualTo("innermost");
    assertThat(OptionalParts.words(new IOException("x".repeat(10_000)))).hasSize(504);
    assertThat(OptionalParts.words(new IOException())).isEqualTo("IOException");
  }

  @Test
  void anInterruptStaysOne() {
    parts.attempt(
        "curve",
        () -> {
          throw new InterruptedException();
        });
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void aReasonThatIsKnownBeforeIsNoted() {
    parts.note("charts", Optional.empty());
    parts.note("page", Optional.of("no room"));
    assertThat(parts.missing()).containsExactly(java.util.Map.entry("page", "no room"));
  }
}
