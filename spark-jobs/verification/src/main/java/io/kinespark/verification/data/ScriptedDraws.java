package io.kinespark.verification.data;

import io.kinespark.preprocessing.sampling.RandomDraws;
import io.kinespark.verification.reference.CaseNode;
import java.util.ArrayList;
import java.util.List;

/** The draws that the original made, handed out again to code that must ask for the same. */
final class ScriptedDraws implements RandomDraws {
  private static final double SAME_BOUND = 1e-9;

  private final List<Draw> draws;
  private int next;

  private record Draw(double low, double high, double value) {}

  private ScriptedDraws(List<Draw> draws) {
    this.draws = draws;
  }

  /** Draws written as {@code [[low, high, value], ...]}. */
  static ScriptedDraws of(CaseNode array) {
    List<Draw> draws = new ArrayList<>();
    array.forEach(
        draw ->
            draws.add(
                new Draw(
                    draw.path(0).asDouble(), draw.path(1).asDouble(), draw.path(2).asDouble())));
    return new ScriptedDraws(draws);
  }

  /** Two draws of indices below {@code highs}. */
  static ScriptedDraws indices(int firstHigh, int first, int secondHigh, int second) {
    return new ScriptedDraws(
        List.of(new Draw(0, firstHigh, first), new Draw(0, secondHigh, second)));
  }

  @Override
  public int nextInt(int low, int highExclusive) {
    return (int) take(low, highExclusive);
  }

  @Override
  public double nextUniform(double low, double high) {
    return take(low, high);
  }

  private double take(double low, double high) {
    if (next == draws.size()) {
      throw new IllegalStateException(
          "draw %d from [%s, %s) is one more than the original made".formatted(next, low, high));
    }
    Draw draw = draws.get(next++);
    if (Math.abs(draw.low - low) > SAME_BOUND || Math.abs(draw.high - high) > SAME_BOUND) {
      throw new IllegalStateException(
          "draw %d is from [%s, %s); the original's was from [%s, %s)"
              .formatted(next - 1, low, high, draw.low, draw.high));
    }
    return draw.value;
  }

  /** How many of the original's draws nobody asked for. */
  int left() {
    return draws.size() - next;
  }
}
