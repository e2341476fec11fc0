package io.kinespark.preprocessing.layout;

import java.util.List;

/**
 * What an annotation file says about where a sample's pictures are.
 *
 * @param path path below the split's folder, with its extension or without; below the class's
 *     folder if {@code inClassFolder}
 * @param inClassFolder whether the path leaves out the folder of the class
 * @param classes names of the sample's classes
 * @param firstFrame frames of the video before the sample's first, 0 in most
 * @param frames frames that are listed for the sample, 0 if they are not
 */
public record ListedMedia(
    String path, boolean inClassFolder, List<String> classes, int firstFrame, int frames) {

  /** Keeps a copy of the classes. */
  public ListedMedia {
    classes = List.copyOf(classes);
  }
}
