package org.example.colour;

import io.kinespark.models.AverageClips;
import io.kinespark.models.ModelConfig;

/**
 * A classifier of the mean colours of frames.
 *
 * @param numClasses how many classes it tells apart
 * @param framesPerClip T
 * @param dropout share of the mean colours set to zero in training
 * @param averageClips how the scores of views become one
 */
record ColourConfig(int numClasses, int framesPerClip, double dropout, AverageClips averageClips)
    implements ModelConfig {
  @Override
  public String family() {
    return ColourFamily.NAME;
  }
}
