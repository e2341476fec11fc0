package io.kinespark.preprocessing.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.kinespark.preprocessing.layout.Absence.Kind;
import io.kinespark.preprocessing.manifest.FrameFolder;
import io.kinespark.preprocessing.manifest.ImageNaming;
import io.kinespark.preprocessing.manifest.VideoFile;
import io.kinespark.preprocessing.manifest.VideoLocation;
import io.kinespark.preprocessing.storage.StorageWatch;
import io.kinespark.preprocessing.testing.SilentFileSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.security.AccessControlException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FolderListingsTest {

  @TempDir private Path folder;

  @BeforeEach
  void forget() {
    PickyFileSystem.ASKED.clear();
  }

  @Test
  void whatStandsWhereAVideoIsListedIsKnownWithoutOpeningIt() throws Exception {
    Files.write(folder.resolve("whole.mp4"), new byte[10]);
    Files.createFile(folder.resolve("empty.mp4"));
    Files.createDirectory(folder.resolve("folder.mp4"));
    Files.createSymbolicLink(folder.resolve("device.mp4"), Path.of("/dev/null"));
    Files.createSymbolicLink(folder.resolve("dangling.mp4"), Path.of("nowhere"));

    assertThat(absence("whole.mp4")).isEmpty();
    assertThat(absence("empty.mp4")).isEmpty();
    assertThat(absence("folder.mp4")).contains(new Absence(Kind.OTHER_THING, "this is a folder"));
    assertThat(absence("device.mp4"))
        .contains(new Absence(Kind.OTHER_THING, "this is a character device"));
    assertThat(absence("dangling.mp4")).contains(new Absence(Kind.MISSING, "no such file"));
    assertThat(absence("nowhere/a.mp4")).contains(new Absence(Kind.MISSING, "no such file"));
    assertThat(absence("\u00fcber.mp4")).contains(new Absence(Kind.MISSING, "no such file"));
    Path fifo = folder.resolve("fifo.mp4");
    assumeThat(new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor()).isZero();
    assertThat(new FolderListings(new Configuration()).absence(new VideoFile(fifo.toString())))
        .contains(new Absence(Kind.OTHER_THING, "this is a FIFO"));
  }

  @Test
  void foldersOfImagesAreFolders() throws IOException {
    Files.createDirectory(folder.resolve("images"));
    Files.write(folder.resolve("file"), new byte[10]);
    FolderListings listings = new FolderListings(new Configuration());

    assertThat(listings.absence(images("images"))).isEmpty();
    assertThat(listings.absence(images("file")))
        .contains(new Absence(Kind.OTHER_THING, "this is a file, not a folder of images"));
    assertThat(listings.absence(images("none")))
        .contains(new Absence(Kind.MISSING, "no such folder"));
  }

  @Test
  void namesThatAFileSystemDoesNotTakeAreSaidWithItsReason() throws IOException {
    assertThat(picky("a:b.mp4"))
        .contains(new Absence(Kind.NAME_NOT_TAKEN, "Invalid path name a:b.mp4"));
    assertThat(picky("\u6325.mp4"))
        .hasValueSatisfying(
            why -> {
              assertThat(why.kind()).isEqualTo(Kind.REFUSED);
              assertThat(why.detail()).contains("\u6325.mp4 cannot be a name here");
            });
    PickyFileSystem.ASKED.clear();
    assertThat(picky("a.mp4")).contains(new Absence(Kind.MISSING, "no such file"));
    assertThat(PickyFileSystem.ASKED).isEmpty();
  }

  @Test
  void whatLiesInAFolderThatMayNotBeListedIsAskedFor() throws IOException {
    Files.createDirectory(folder.resolve("closed"));
    Files.write(folder.resolve("closed/a.mp4"), new byte[10]);

    assertThat(picky("closed/a.mp4")).isEmpty();
    assertThat(picky("closed/b.mp4")).contains(new Absence(Kind.MISSING, "no such file"));
  }

  @Test
  void aFolderThatDoesNotAnswerIsWaitedForOnce() throws Exception {
    Path silent = Files.createDirectory(folder.resolve("no-status"));
    Files.write(silent.resolve("a.mp4"), new byte[10]);
    FolderListings listings =
        new FolderListings(SilentFileSystem.configuration(), Duration.ofMillis(300));
    try {
      for (String name : List.of("a.mp4", "b.mp4", "c.mp4")) {
        String uri = SilentFileSystem.path(silent.resolve(name)).toString();
        assertThat(listings.absence(new VideoFile(uri)))
            .hasValueSatisfying(
                why -> {
                  assertThat(why.kind()).isEqualTo(Kind.NO_ANSWER);
                  assertThat(why.detail()).contains("did not answer within 300 ms about");
                });
      }
      assertThat(StorageWatch.unanswered()).isOne();
    } finally {
      for (int wait = 0; StorageWatch.unanswered() > 0 && wait < 1000; wait++) {
        SilentFileSystem.answer();
        Thread.sleep(10);
      }
    }
  }

  private Optional<Absence> absence(String name) throws IOException {
    return new FolderListings(new Configuration())
        .absence(new VideoFile(folder.resolve(name).toString()));
  }

  private VideoLocation images(String name) {
    return new FrameFolder(folder.resolve(name).toString(), new ImageNaming("%d.jpg"), 30, 1, 0);
  }

  private Optional<Absence> picky(String name) throws IOException {
    Configuration configuration = new Configuration(false);
    configuration.set("fs.picky.impl", PickyFileSystem.class.getName());
    return new FolderListings(configuration)
        .absence(new VideoFile("picky:" + folder.resolve(name)));
  }

  /** A local disk that lists no closed folder and takes neither colons nor Chinese. */
  static final class PickyFileSystem extends RawLocalFileSystem {
    static final List<String> ASKED = new ArrayList<>();

    @Override
    public java.net.URI getUri() {
      return java.net.URI.create("picky:///");
    }

    @Override
    public String getScheme() {
      return "picky";
    }

    @Override
    protected void checkPath(org.apache.hadoop.fs.Path path) {}

    @Override
    public FileStatus[] listStatus(org.apache.hadoop.fs.Path path) throws IOException {
      if (path.getName().equals("closed")) {
        throw new AccessControlException("Permission denied: " + path);
      }
      return super.listStatus(path);
    }

    @Override
    public FileStatus getFileStatus(org.apache.hadoop.fs.Path path) throws IOException {
      String name = path.getName();
      ASKED.add(name);
      if (name.indexOf(':') >= 0) {
        throw new IllegalArgumentException("Invalid path name " + name);
      }
      if (name.chars().anyMatch(letter -> letter > 0x4E00)) {
        throw new AccessControlException(name + " cannot be a name here: the encoding is ASCII");
      }
      return super.getFileStatus(path);
    }
  }
}
