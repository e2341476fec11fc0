package io.kinespark.spark.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import io.kinespark.settings.Interval;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ConfigReaderTest {
  private final List<ConfigProblem> problems = new ArrayList<>();

  private enum Colour {
    RED,
    DARK_BLUE
  }

  @Test
  void valuesAreReadByType() {
    assertReads("12", r -> r.integer("x", Interval.any()), 12);
    assertReads("\"12\"", r -> r.integer("x", Interval.any()), 12);
    assertReads("12.0", r -> r.integer("x", Interval.any()), 12);
    assertReads("9000000000", r -> r.longInteger("x", Interval.any()), 9_000_000_000L);
    assertReads("1e-4", r -> r.number("x", Interval.above(0)), 1e-4);
    assertReads("on", r -> r.flag("x"), true);
    assertReads("dark-blue", r -> r.choice("x", Colour.class), Colour.DARK_BLUE);
    assertReads("2 minutes", r -> r.duration("x", Duration.ZERO), Duration.ofMinutes(2));
    assertReads("3 MiB", r -> r.bytes("x", Interval.atLeast(1)), 3L << 20);
    assertReads("[1, 2]", r -> r.integers("x", Interval.any()), List.of(1, 2));
    assertReads("[0.5]", r -> r.numbers("x", Interval.any()), List.of(0.5));
    assertReads("[a, \"b c\"]", r -> r.texts("x"), List.of("a", "b c"));
    assertReads("{ \"2\" = 4, a = b }", r -> r.map("x"), Map.of("2", "4", "a", "b"));
    assertReads("\"s3a://b/c\"", r -> r.location("x"), "s3a://b/c");
    assertReads("null", r -> r.optionalText("x"), Optional.empty());
    assertReads("null", r -> r.optionalLocation("x"), Optional.empty());
    assertReads("a", r -> r.optionalText("x"), Optional.of("a"));
    assertThat(problems).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1.5", "abc", "[1]", "{}", "true", "1e99", "3000000000", "\"\"", "-1", "11"})
  void whatIsNoWholeNumberInRangeIsAProblem(String value) {
    read(value, r -> r.integer("x", Interval.between(0, 10)));

    assertThat(problems)
        .singleElement()
        .extracting(ConfigProblem::message)
        .isEqualTo("must be a whole number, at least 0 and at most 10");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "NaN", "Infinity", "-0.1", "x", "[]", "1e999"})
  void whatIsNoNumberInRangeIsAProblem(String value) {
    read(value, r -> r.number("x", Interval.above(0)));

    assertThat(problems)
        .singleElement()
        .extracting(ConfigProblem::message)
        .isEqualTo("must be a number, greater than 0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"30", "\"30\"", "-5s", "5 fortnights", "[5s]"})
  void aTimeNeedsItsUnit(String value) {
    read(value, r -> r.duration("x", Duration.ZERO));

    assertThat(problems)
        .singleElement()
        .extracting(ConfigProblem::message)
        .isEqualTo("must be a time with its unit, such as 30s, of at least 0 ms");
  }

  @Test
  void everyOtherMisfitIsAProblemOfItsOwn() {
    read("5", r -> r.flag("x"));
    read("green", r -> r.choice("x", Colour.class));
    read("1 parsec", r -> r.bytes("x", Interval.atLeast(1)));
    read("[1, a]", r -> r.integers("x", Interval.any()));
    read("3", r -> r.numbers("x", Interval.any()));
    read("[\" \"]", r -> r.texts("x"));
    read("{ a = [] }", r -> r.map("x"));
    read("\" \"", r -> r.text("x"));
    read("\"s3a://me:word@bucket/x\"", r -> r.location("x"));
    read("null", r -> r.text("x"));

    assertThat(problems).extracting(ConfigProblem::message).doesNotHaveDuplicates().hasSize(10);
    assertThat(problems).extracting(ConfigProblem::origin).allMatch(o -> o.equals("test: 1"));
  }

  @Test
  void aKeyThatIsNotDeclaredIsADefectOfTheProgram() {
    assertThatThrownBy(() -> read("1", r -> r.text("y")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("kinespark.s.y is not declared in any reference.conf");
  }

  @Test
  void aProblemWithASecretDoesNotShowIt() {
    ConfigReader root =
        new ConfigReader(
            ConfigFactory.parseString("kinespark.api-token = abc").root(),
            "kinespark",
            problems,
            new TreeSet<>());

    root.integer("api-token", Interval.any());

    assertThat(problems)
        .singleElement()
        .extracting(ConfigProblem::subject)
        .isEqualTo("kinespark.api-token = \"(redacted)\"");
  }

  @Test
  void keysReadAreKept() {
    TreeSet<String> keys = new TreeSet<>();
    ConfigReader root =
        new ConfigReader(
            ConfigFactory.parseString("kinespark.s.x = 1").root(), "kinespark", problems, keys);

    root.section("s").integer("x", Interval.any());

    assertThat(keys).containsExactly("kinespark.s.x");
  }

  private void assertReads(String value, Function<ConfigReader, ?> accessor, Object expected) {
    assertThat((Object) read(value, accessor)).isEqualTo(expected);
  }

  private <T> T read(String value, Function<ConfigReader, T> accessor) {
    ConfigParseOptions options = ConfigParseOptions.defaults().setOriginDescription("test");
    return accessor.apply(
        new ConfigReader(
            ConfigFactory.parseString("kinespark.s.x = " + value, options).root(),
            "kinespark.s",
            problems,
            new TreeSet<>()));
  }
}
