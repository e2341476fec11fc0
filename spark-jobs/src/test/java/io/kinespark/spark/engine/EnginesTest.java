package io.kinespark.spark.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;

class EnginesTest {

  private static final EngineFacts FACTS = new EngineFacts("3.5.6");

  /** An engine that can be chosen and nothing else. */
  private record Named(String name, Optional<String> lacks) implements EngineProvider {
    @Override
    public EngineTraits traits() {
      return new EngineTraits(name, Set.of(GradientCompression.NONE));
    }

    @Override
    public Optional<String> missing(EngineFacts facts) {
      return lacks.map(why -> why + facts.sparkVersion());
    }

    @Override
    public Map<String, String> sparkSettings() {
      return Map.of();
    }

    @Override
    public DataParallelEngine create(JavaSparkContext spark, EngineSettings settings) {
      throw new UnsupportedOperationException(name);
    }
  }

  private final Engines engines =
      new Engines(
          List.of(
              new Named("old", Optional.of("needs Spark 2.4; this is ")),
              new Named("new", Optional.empty()),
              new Named("newer", Optional.empty())));

  @Test
  void theFirstThatCanRunIsChosen() {
    assertThat(engines.choose(Engines.AUTO, FACTS).traits().name()).isEqualTo("new");
    assertThat(engines.choose("newer", FACTS).traits().name()).isEqualTo("newer");
  }

  @Test
  void whyOneCannotRunIsSaid() {
    assertThatThrownBy(() -> engines.choose("old", FACTS))
        .isInstanceOf(EngineMissingException.class)
        .hasMessage(
            "train.engine = old: no engine can run here." + " old: needs Spark 2.4; this is 3.5.6");
    assertThatThrownBy(() -> new Engines(List.of()).choose(Engines.AUTO, FACTS))
        .hasMessage("train.engine = auto: no such engine is on the class path");
  }

  @Test
  void bigDlIsFoundAndRunsOnItsSparkAlone() {
    assertThat(Engines.found().names()).startsWith(Engines.AUTO).contains("bigdl");
    EngineProvider bigDl = Engines.found().choose("bigdl", EngineFacts.here());
    assertThat(bigDl.missing(FACTS)).contains("BigDL 0.13 needs Spark 2.4; this is 3.5.6");
    assertThat(bigDl.missing(new EngineFacts("2.40.1"))).isPresent();
  }
}
