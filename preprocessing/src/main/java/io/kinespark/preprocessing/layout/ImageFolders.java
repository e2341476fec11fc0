package io.kinespark.preprocessing.layout;

import io.kinespark.preprocessing.manifest.ImageNaming;
import java.util.Objects;

/**
 * How the videos of a data set were taken apart into folders of images.
 *
 * @param naming names of the images
 * @param first number of a folder's first image, 0 or 1 in most data sets
 * @param fps frames a second that the images were taken at
 */
public record ImageFolders(ImageNaming naming, int first, double fps) {

  /** Checks that there is a naming. */
  public ImageFolders {
    Objects.requireNonNull(naming, "naming");
  }
}
