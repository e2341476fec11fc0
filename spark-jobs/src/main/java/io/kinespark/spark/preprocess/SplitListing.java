package io.kinespark.spark.preprocess;

import io.kinespark.preprocessing.annotation.AnnotationNote;
import io.kinespark.preprocessing.annotation.AnnotationReader;
import io.kinespark.preprocessing.annotation.Annotations;
import io.kinespark.preprocessing.annotation.RejectedRow;
import io.kinespark.preprocessing.manifest.Segment;
import io.kinespark.preprocessing.manifest.Split;
import io.kinespark.preprocessing.manifest.VideoFacts;
import io.kinespark.preprocessing.manifest.VideoFile;
import io.kinespark.preprocessing.manifest.VideoRecord;
import io.kinespark.preprocessing.manifest.VideoStatus;
import io.kinespark.preprocessing.storage.Locations;
import io.kinespark.preprocessing.storage.WatchedFileSystem;
import io.kinespark.spark.checkpoint.Digests;
import io.kinespark.spark.dataset.SharedVideos;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The annotation file of a split, read.
 *
 * @param split the split
 * @param annotations its rows
 * @param sha256 digest of the file
 * @param shared videos that the splits before it have, too
 */
record SplitListing(
    Split split, Annotations annotations, String sha256, Optional<AnnotationNote> shared) {

  /**
   * Reads a file.
   *
   * @param before the videos of the splits before it, to which its own are added
   * @throws io.kinespark.preprocessing.annotation.AnnotationException if it cannot be used
   */
  static SplitListing read(
      FileSystem files, Path file, Split split, AnnotationReader reader, SharedVideos before)
      throws IOException {
    Annotations annotations = reader.read(files, file, split);
    try (InputStream in = WatchedFileSystem.of(files).open(file)) {
      return new SplitListing(
          split,
          annotations,
          Digests.sha256(in.readAllBytes()),
          before.add(split, annotations.records()));
    }
  }

  /** What there is to know of the rows that costs none of them. */
  List<AnnotationNote> notes() {
    return Stream.concat(shared.stream(), annotations.notes().stream()).toList();
  }

  /**
   * The rows that cannot be used, as records that are rejected: nothing that a file lists is
   * missing from its manifest. Their ids are the file's name and the line.
   */
  List<VideoRecord> rejectedRows() {
    return annotations.rejected().stream().map(this::record).toList();
  }

  private VideoRecord record(RejectedRow row) {
    return new VideoRecord(
        Locations.path(row.file()).getName() + ":" + row.line(),
        new VideoFile(row.file()),
        List.of(),
        split,
        Segment.WHOLE,
        VideoFacts.UNKNOWN,
        new VideoStatus.Rejected(row.reason(), row.detail() + ": " + row.text().strip()));
  }
}
