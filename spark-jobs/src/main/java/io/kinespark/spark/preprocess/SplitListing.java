package io.kinespark.spark.preprocess;

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
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The annotation file of a split, read.
 *
 * @param split the split
 * @param annotations its rows
 * @param sha256 digest of the file
 */
record SplitListing(Split split, Annotations annotations, String sha256) {

  /**
   * Reads a file.
   *
   * @throws io.kinespark.preprocessing.annotation.AnnotationException if it cannot be used
   */
  static SplitListing read(FileSystem files, Path file, Split split, AnnotationReader reader)
      throws IOException {
    Annotations annotations = reader.read(files, file, split);
    try (InputStream in = WatchedFileSystem.of(files).open(file)) {
      return new SplitListing(split, annotations, Digests.sha256(in.readAllBytes()));
    }
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
