package io.kinespark.preprocessing.augment;

import io.kinespark.preprocessing.sampling.RandomDraws;
import java.io.Serializable;
import java.util.Objects;

/**
 * Changes brightness, saturation and contrast of a whole clip at random, so that a network which
 * learns from few videos does not learn the colour of clothes and places. It belongs to no
 * published TANet recipe.
 *
 * @param brightness factors are drawn from 1 minus to 1 plus this, in [0, 1]
 * @param saturation likewise
 * @param contrast likewise
 * @param grey chance that a clip loses its colours, in [0, 1]
 * @param published what is done to the colours after that
 */
public record ColourJitter(
    double brightness,
    double saturation,
    double contrast,
    double grey,
    PublishedColourJitter published)
    implements Serializable {

  /** Checks the ranges. */
  public ColourJitter {
    Objects.requireNonNull(published, "published");
    for (double share : new double[] {brightness, saturation, contrast, grey}) {
      if (!(share >= 0 && share <= 1)) {
        throw new IllegalArgumentException("Colour jitter is in [0, 1]: " + share);
      }
    }
  }

  /**
   * Jitter of brightness, saturation and contrast alone.
   *
   * @param brightness factors are drawn from 1 minus to 1 plus this, in [0, 1]
   * @param saturation likewise
   * @param contrast likewise
   * @param grey chance that a clip loses its colours, in [0, 1]
   */
  public ColourJitter(double brightness, double saturation, double contrast, double grey) {
    this(brightness, saturation, contrast, grey, PublishedColourJitter.none());
  }

  /**
   * Leaves colours as they are and draws nothing.
   *
   * @return the jitter
   */
  public static ColourJitter none() {
    return new ColourJitter(0, 0, 0, 0);
  }

  /** Draws brightness, saturation, contrast, whether colours go, and the rest, in this order. */
  ColourChange draw(RandomDraws draws) {
    if (brightness == 0 && saturation == 0 && contrast == 0 && grey == 0) {
      return new ColourChange(1, 1, 1, published.draw(draws));
    }
    double bright = draws.nextUniform(1 - brightness, 1 + brightness);
    double colour = draws.nextUniform(1 - saturation, 1 + saturation);
    double spread = draws.nextUniform(1 - contrast, 1 + contrast);
    boolean colourless = draws.nextUniform(0, 1) < grey;
    return new ColourChange(bright, colourless ? 0 : colour, spread, published.draw(draws));
  }
}
