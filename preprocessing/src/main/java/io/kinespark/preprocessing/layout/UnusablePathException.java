package io.kinespark.preprocessing.layout;

/** A path of an annotation file at which no video of the data set may lie. */
public final class UnusablePathException extends Exception {

  private static final long serialVersionUID = 1L;

  UnusablePathException(String message) {
    super(message);
  }
}
