package io.kinespark.preprocessing.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.kinespark.preprocessing.sampling.RandomDraws;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

/** Replays draws {@code [low, high, value]} and checks that the same ranges are asked for. */
public final class ScriptedDraws implements RandomDraws {

  private final Queue<double[]> script = new ArrayDeque<>();

  /** Replays a JSON array of triples. */
  public ScriptedDraws(JsonNode triples) {
    for (JsonNode triple : triples) {
      script.add(
          new double[] {
            triple.get(0).asDouble(), triple.get(1).asDouble(), triple.get(2).asDouble()
          });
    }
  }

  /** Replays triples. */
  public ScriptedDraws(double[]... triples) {
    script.addAll(List.of(triples));
  }

  @Override
  public int nextInt(int low, int highExclusive) {
    return (int) next(low, highExclusive);
  }

  @Override
  public double nextUniform(double low, double high) {
    return next(low, high);
  }

  private double next(double low, double high) {
    assertThat(script).as("draws left for [%s, %s)", low, high).isNotEmpty();
    double[] draw = script.remove();
    assertThat(low).isEqualTo(draw[0], within(1e-12));
    assertThat(high).isEqualTo(draw[1], within(1e-12));
    return draw[2];
  }

  /** Checks that every draw was asked for. */
  public void assertUsedUp() {
    assertThat(script).isEmpty();
  }
}
