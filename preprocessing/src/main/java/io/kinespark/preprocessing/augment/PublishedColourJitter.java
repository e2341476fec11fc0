package io.kinespark.preprocessing.augment;

import static io.kinespark.preprocessing.augment.ColourChange.BLUE;
import static io.kinespark.preprocessing.augment.ColourChange.GREEN;
import static io.kinespark.preprocessing.augment.ColourChange.RED;

import io.kinespark.preprocessing.sampling.RandomDraws;
import java.io.Serializable;

/**
 * {@code ColorJitter} of {@code whwu95/DSANet}, which stems from mmaction and belongs to no
 * published recipe: SSD's photometric distortion and AlexNet's noise along the principal components
 * of ImageNet's colours.
 *
 * <p>The original tosses the coins of the distortion anew for every frame; here a clip keeps its
 * colours from frame to frame. It also takes the weights of red for blue where its decoder gives
 * BGR, which is not reproduced. Hue is turned by up to 18 half turns either way, as released.
 *
 * @param photometric whether there is the distortion: brightness by up to 32 levels, contrast and
 *     saturation by factors of 0.6 to 1.4, and hue, each at even chance; contrast comes before
 *     saturation and hue or after them, at even chance
 * @param lighting standard deviation of the noise's strength in each component, 0.1 in the
 *     original; 0 for none
 */
public record PublishedColourJitter(boolean photometric, double lighting) implements Serializable {

  private static final double LEVELS = 32;
  private static final double LEAST_FACTOR = 0.6;
  private static final double MOST_FACTOR = 1.4;
  private static final double HALF_TURNS = 18;

  private static final double[][] RGB_TO_YIQ = {
    {RED, GREEN, BLUE}, {0.596, -0.274, -0.321}, {0.211, -0.523, 0.311}
  };
  private static final double[][] YIQ_TO_RGB = {
    {1, 0.956, 0.621}, {1, -0.272, -0.647}, {1, -1.107, 1.705}
  };

  /** Variances of ImageNet's colours along their principal components, and those components. */
  private static final double[] EIGENVALUES = {55.46, 4.794, 1.148};

  private static final double[][] EIGENVECTORS = {
    {-0.5675, 0.7192, 0.4009}, {-0.5808, -0.0045, -0.8140}, {-0.5836, -0.6948, 0.4203}
  };

  /** Checks the deviation. */
  public PublishedColourJitter {
    if (!(lighting >= 0) || Double.isInfinite(lighting)) {
      throw new IllegalArgumentException("lighting must be a number of at least 0: " + lighting);
    }
  }

  /**
   * Leaves colours as they are and draws nothing.
   *
   * @return the jitter
   */
  public static PublishedColourJitter none() {
    return new PublishedColourJitter(false, 0);
  }

  /** Draws the amounts of the distortion, then its coins, then the noise. */
  ColourMatrix draw(RandomDraws draws) {
    ColourMatrix change = photometric ? distortion(draws) : ColourMatrix.identity();
    return lighting > 0 ? change.then(noise(draws)) : change;
  }

  private static ColourMatrix distortion(RandomDraws draws) {
    double levels = draws.nextUniform(-LEVELS, LEVELS);
    ColourMatrix contrast = ColourMatrix.scaled(draws.nextUniform(LEAST_FACTOR, MOST_FACTOR));
    ColourMatrix saturation = saturation(draws.nextUniform(LEAST_FACTOR, MOST_FACTOR));
    ColourMatrix hue = hue(draws.nextUniform(-HALF_TURNS, HALF_TURNS));
    ColourMatrix change =
        ColourMatrix.identity().then(perhaps(ColourMatrix.shifted(levels, levels, levels), draws));
    return isHeads(draws)
        ? change
            .then(perhaps(contrast, draws))
            .then(perhaps(saturation, draws))
            .then(perhaps(hue, draws))
        : change
            .then(perhaps(saturation, draws))
            .then(perhaps(hue, draws))
            .then(perhaps(contrast, draws));
  }

  private static ColourMatrix perhaps(ColourMatrix change, RandomDraws draws) {
    return isHeads(draws) ? change : ColourMatrix.identity();
  }

  private static boolean isHeads(RandomDraws draws) {
    return draws.nextUniform(0, 1) > 0.5;
  }

  private static ColourMatrix saturation(double factor) {
    double grey = 1 - factor;
    double[] weights = {grey * RED, grey * GREEN, grey * BLUE};
    double[][] rows = new double[3][];
    for (int channel = 0; channel < 3; channel++) {
      rows[channel] = weights.clone();
      rows[channel][channel] += factor;
    }
    return ColourMatrix.linear(rows);
  }

  private static ColourMatrix hue(double halfTurns) {
    double cosine = StrictMath.cos(halfTurns * Math.PI);
    double sine = StrictMath.sin(halfTurns * Math.PI);
    double[][] turn = {{1, 0, 0}, {0, cosine, -sine}, {0, sine, cosine}};
    return ColourMatrix.linear(RGB_TO_YIQ)
        .then(ColourMatrix.linear(turn))
        .then(ColourMatrix.linear(YIQ_TO_RGB));
  }

  private ColourMatrix noise(RandomDraws draws) {
    double[] strength = new double[EIGENVALUES.length];
    for (int component = 0; component < strength.length; component++) {
      strength[component] = lighting * normal(draws) * EIGENVALUES[component];
    }
    double[] added = new double[strength.length];
    for (int channel = 0; channel < added.length; channel++) {
      for (int component = 0; component < strength.length; component++) {
        added[channel] += EIGENVECTORS[channel][component] * strength[component];
      }
    }
    return ColourMatrix.shifted(added[0], added[1], added[2]);
  }

  /** A standard normal number of two uniform ones (Box and Muller, 1958). */
  private static double normal(RandomDraws draws) {
    double radius = Math.sqrt(-2 * StrictMath.log(1 - draws.nextUniform(0, 1)));
    return radius * StrictMath.cos(2 * Math.PI * draws.nextUniform(0, 1));
  }
}
