package io.kinespark.preprocessing.manifest;

/**
 * Frames that lie as image files in a folder of their own, numbered one after the other.
 *
 * @param uri the folder, as Hadoop's {@code Path} takes it
 * @param images how the images are named
 * @param fps frames a second that the images were taken at
 * @param first number of the sample's first image
 * @param frames how many images the sample has, 0 for all from the first one on
 */
public record FrameFolder(String uri, ImageNaming images, double fps, int first, int frames)
    implements VideoLocation {

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is negative, or the rate is not positive
   */
  public FrameFolder {
    if (first < 0 || frames < 0 || !(fps > 0)) {
      throw new IllegalArgumentException(
          "%d images from number %d on at %s a second are no video".formatted(frames, first, fps));
    }
  }

  /**
   * Path of an image.
   *
   * @param number its number
   * @return the path of its file
   */
  public String image(int number) {
    return uri + "/" + images.name(name(), number);
  }

  /**
   * The folder's own name.
   *
   * @return the last part of its path
   */
  public String name() {
    return uri.substring(uri.lastIndexOf('/') + 1);
  }

  @Override
  public FrameFolder withUri(String other) {
    return new FrameFolder(other, images, fps, first, frames);
  }
}
