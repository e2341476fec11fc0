package io.kinespark.preprocessing.sampling;

/** Random numbers for one sample, in the order in which samplers and transforms ask for them. */
public interface RandomDraws {

  /**
   * Draws an integer, all equally likely.
   *
   * @param low smallest value
   * @param highExclusive one above the largest value
   * @return a value in {@code [low, highExclusive)}
   * @throws IllegalArgumentException if the range is empty
   */
  int nextInt(int low, int highExclusive);

  /**
   * Draws a real number.
   *
   * @param low smallest value
   * @param high upper bound
   * @return a value in {@code [low, high)}
   */
  double nextUniform(double low, double high);
}
