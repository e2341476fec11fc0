package io.kinespark.preprocessing.video;

import java.io.IOException;

/** Sees the pictures that were asked for. */
@FunctionalInterface
public interface PictureVisitor {

  /**
   * Takes one picture.
   *
   * @param index the index by which it was asked for
   * @param picture the picture, valid during this call
   * @throws IOException to give up; it reaches the caller unchanged
   */
  void visit(int index, Picture picture) throws IOException;
}
