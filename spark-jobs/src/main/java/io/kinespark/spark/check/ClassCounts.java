package io.kinespark.spark.check;

import io.kinespark.preprocessing.manifest.VideoRecord;
import java.util.Arrays;
import java.util.List;

/** Samples of each class in a split; a sample with several labels counts for each of them. */
final class ClassCounts {
  private final int[] samples;

  private ClassCounts(int[] samples) {
    this.samples = samples;
  }

  static ClassCounts of(List<VideoRecord> records, int classes) {
    int[] samples = new int[classes];
    records.forEach(record -> record.labels().forEach(label -> samples[label]++));
    return new ClassCounts(samples);
  }

  int samples(int label) {
    return samples[label];
  }

  /** Classes that have samples. */
  int present() {
    return (int) Arrays.stream(samples).filter(count -> count > 0).count();
  }

  /** Classes that have another number of samples than {@code each}. */
  int differingFrom(int each) {
    return (int) Arrays.stream(samples).filter(count -> count != each).count();
  }

  /** The first class without samples. */
  int firstAbsent() {
    int label = 0;
    while (label < samples.length && samples[label] > 0) {
      label++;
    }
    return label;
  }

  /** The smallest and largest label that occur; nothing where none does. */
  String range() {
    int first = 0;
    int last = samples.length - 1;
    while (first <= last && samples[first] == 0) {
      first++;
    }
    while (last >= first && samples[last] == 0) {
      last--;
    }
    return first > last ? "none" : first + " to " + last;
  }

  /** The smallest, middle and largest number of samples of a class. */
  String spread() {
    int[] sorted = samples.clone();
    Arrays.sort(sorted);
    return "%d / %d / %d"
        .formatted(sorted[0], sorted[sorted.length / 2], sorted[sorted.length - 1]);
  }
}
