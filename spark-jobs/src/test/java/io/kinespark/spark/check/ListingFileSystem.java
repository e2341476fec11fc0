package io.kinespark.spark.check;

import java.io.IOException;
import java.net.URI;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/** The local disk under another scheme; remembers which folders were listed. */
public final class ListingFileSystem extends RawLocalFileSystem {
  static final Queue<String> LISTED = new ConcurrentLinkedQueue<>();

  @Override
  public URI getUri() {
    return URI.create("listing:///");
  }

  @Override
  public String getScheme() {
    return "listing";
  }

  @Override
  public FileStatus[] listStatus(Path folder) throws IOException {
    LISTED.add(folder.toUri().getPath());
    return super.listStatus(folder);
  }
}
