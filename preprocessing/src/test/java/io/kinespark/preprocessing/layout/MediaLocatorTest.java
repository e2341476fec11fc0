package io.kinespark.preprocessing.layout;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinespark.preprocessing.manifest.FrameFolder;
import io.kinespark.preprocessing.manifest.ImageNaming;
import io.kinespark.preprocessing.manifest.Split;
import io.kinespark.preprocessing.manifest.VideoFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MediaLocatorTest {

  @TempDir private Path root;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "massaging person's head",
        "massaging_person's_head",
        "massaging_persons_head",
        "Massaging Person\u2019s Head"
      })
  void classFoldersAreFoundHoweverTheyAreSpelt(String folder) throws Exception {
    Path clip = file("train/" + folder + "/-id_0000000_000012_000022.mkv");

    assertThat(locate(inClass("-id_0000000_000012_000022", "massaging person's head")))
        .isEqualTo(clip.toString());
  }

  @Test
  void listedPathsAreTriedInOtherFoldersAndWithOtherExtensions() throws Exception {
    Path sport = file("train/hurling (sport)/a.webm");
    Path multiple = file("train/hiking/b.mp4");

    assertThat(locate(listed("hurling_sport/a.mp4", "hurling (sport)")))
        .isEqualTo(sport.toString());
    assertThat(locate(listed("multiple/hiking_mountain/b", "mountain", "hiking")))
        .isEqualTo(multiple.toString());
  }

  @Test
  void whatIsNotFoundIsExpectedWhereItIsListed() throws Exception {
    file("train/archery/c.mp4");

    assertThat(locate(listed("archery/d", "archery"))).isEqualTo(root + "/train/archery/d.mp4");
    assertThat(locate(inClass("e", "playing \"cards\"")))
        .isEqualTo(root + "/train/playing_cards/e.mp4");
    assertThat(locate(inClass("f"))).isEqualTo(root + "/train/f.mp4");
    assertThat(locate(listed("file:///nowhere/y.mp4"))).isEqualTo("file:/nowhere/y.mp4");
  }

  @Test
  void foldersThatReadAlikeAreNotChosenFrom() throws Exception {
    file("train/play cards/a.mp4");
    file("train/play_cards/b.mp4");

    assertThat(locate(inClass("a", "play  cards"))).isEqualTo(root + "/train/play__cards/a.mp4");
  }

  @Test
  void aVideoMayBeAFolderOfImages() throws Exception {
    file("train/4711/00001.jpg");
    ImageNaming naming = new ImageNaming("%05d.jpg");
    MediaLayout layout = layout(Optional.of(new ImageFolders(naming, 1, 12)));
    ListedMedia media = new ListedMedia("4711", false, List.of(), 8, 16);

    assertThat(new MediaLocator(layout, new Configuration()).locate(media, Split.TRAIN))
        .isEqualTo(new FrameFolder(root + "/train/4711", naming, 12, 9, 16));
  }

  private static ListedMedia inClass(String path, String... classes) {
    return new ListedMedia(path, true, List.of(classes), 0, 0);
  }

  private static ListedMedia listed(String path, String... classes) {
    return new ListedMedia(path, false, List.of(classes), 0, 0);
  }

  private String locate(ListedMedia media) throws Exception {
    MediaLocator locator = new MediaLocator(layout(Optional.empty()), new Configuration());
    return ((VideoFile) locator.locate(media, Split.TRAIN)).uri();
  }

  private MediaLayout layout(Optional<ImageFolders> images) {
    return new MediaLayout(
        root.toString(), Map.of(Split.TRAIN, "train"), List.of("mp4", "mkv", "webm"), true, images);
  }

  private Path file(String path) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    return Files.createFile(file);
  }
}
