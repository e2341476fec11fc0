package io.kinespark.preprocessing.manifest;

/** The segment that has all frames of its video, however many they are. */
record WholeVideo() implements Segment {

  @Override
  public boolean hasBegun(int index, double untilSeconds) {
    return true;
  }

  @Override
  public boolean isOver(int index, double seconds) {
    return false;
  }

  @Override
  public boolean isWhole() {
    return true;
  }

  @Override
  public String toString() {
    return "the whole video";
  }
}
