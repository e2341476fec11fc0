package io.kinespark.spark.preprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.kinespark.preprocessing.video.FrameSize;
import io.kinespark.preprocessing.video.JpegCodec;
import io.kinespark.preprocessing.video.RgbFrame;
import io.kinespark.spark.check.CheckJob;
import io.kinespark.spark.testing.GeneratedDataset;
import io.kinespark.testing.LocalMaster;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Jobs over what is no video, and over files that declare more than anybody has: each by name. */
@ExtendWith(LocalMaster.class)
@Timeout(120)
final class HostileInputsIT {
  private static final int HUGE = 26_000;

  @TempDir private Path folder;

  private final Map<String, String> reasons = new TreeMap<>();

  @BeforeEach
  void write() throws Exception {
    GeneratedDataset.write(folder, 1);
    String good = Files.readAllLines(folder.resolve("train.csv")).get(1).replaceAll(",.*", "");
    byte[] video = Files.readAllBytes(folder.resolve(good));
    Files.createDirectory(folder.resolve("folder.mp4"));
    Files.createSymbolicLink(folder.resolve("device.mp4"), Path.of("/dev/zero"));
    Files.createSymbolicLink(folder.resolve("dangling.mp4"), Path.of("nowhere"));
    Files.write(folder.resolve("image.mp4"), hugeImage());
    Files.write(folder.resolve("animation.mp4"), hugeAnimation());
    Files.write(folder.resolve("cut.mp4"), ByteBuffer.allocate(100).put(video, 0, 100).array());
    reasons.putAll(
        Map.of(
            "folder.mp4", "NOT_A_FILE",
            "device.mp4", "NOT_A_FILE",
            "dangling.mp4", "MISSING_FILE",
            "image.mp4", "TOO_LARGE",
            "animation.mp4", "TOO_LARGE",
            "cut.mp4", "UNREADABLE"));
    Path fifo = folder.resolve("fifo.mp4");
    assumeThat(new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor()).isZero();
    reasons.put("fifo.mp4", "NOT_A_FILE");
    List<String> rows = new ArrayList<>(List.of(good + ",0"));
    reasons.keySet().forEach(name -> rows.add(name + ",0"));
    Files.write(folder.resolve("hostile.csv"), rows);
  }

  @Test
  void eachVideoIsSetAsideByItsReasonAndTheOthersArePacked() throws Exception {
    Path made = folder.resolve("made");

    GeneratedDataset.run(new PreprocessJob(), settings("preprocess.output=\"" + made + "\""));

    assertThat(rejects(made)).isEqualTo(reasons);
    assertThat(Files.readString(made.resolve("train/summary.json"))).contains("\"ready\" : 1");
  }

  @Test
  void checkSaysMostOfItWithoutDecoding() throws Exception {
    assertThat(GeneratedDataset.run(new CheckJob(), settings()))
        .containsPattern("warning +train +videos are missing +1 .*dangling.mp4")
        .containsPattern("warning +train +paths of videos lead to something else +3 .*this is a ")
        .containsPattern("train +8 +4 +0 +4 ");
  }

  @Test
  void aHugeImageOfAFolderIsSetAside() throws Exception {
    byte[] small = image();
    for (String name : List.of("sound", "bomb", "folders")) {
      Path images = Files.createDirectories(folder.resolve(name));
      for (int number = 1; number <= 3; number++) {
        Files.write(images.resolve(number + ".jpg"), small);
      }
    }
    byte[] bomb = hugeImage();
    assertThat(bomb).hasSizeLessThan(1000);
    Files.write(folder.resolve("bomb/2.jpg"), bomb);
    Files.delete(folder.resolve("folders/2.jpg"));
    Files.createDirectory(folder.resolve("folders/2.jpg"));
    Files.write(
        folder.resolve("hostile.csv"), List.of("sound,0", "bomb,0", "folders,0", "cut.mp4,0"));
    Path made = folder.resolve("frames");

    GeneratedDataset.run(
        new PreprocessJob(),
        settings("preprocess.output=\"" + made + "\"", "dataset.images.pattern=\"%d.jpg\""));

    assertThat(rejects(made))
        .isEqualTo(Map.of("bomb", "TOO_LARGE", "folders", "NOT_A_FILE", "cut.mp4", "NOT_A_FILE"));
  }

  private List<String> settings(String... more) {
    return Stream.concat(
            GeneratedDataset.dataset(folder.toString()).stream(),
            Stream.concat(
                Stream.of(
                    "dataset.format=list",
                    "dataset.annotations.train=\"" + folder + "/hostile.csv\"",
                    "dataset.annotations.validation=null",
                    "dataset.left-right=[[0,1]]",
                    "preprocess.max-reject-share=1"),
                Stream.of(more)))
        .toList();
  }

  private static Map<String, String> rejects(Path made) throws IOException {
    Map<String, String> found = new TreeMap<>();
    List<String> rows = Files.readAllLines(made.resolve("train/rejects.csv"));
    for (String row : rows.subList(1, rows.size())) {
      String[] cells = row.split(",", 4);
      found.put(cells[1], cells[2]);
    }
    return found;
  }

  private static byte[] image() {
    FrameSize size = new FrameSize(16, 16);
    return new JpegCodec().encode(new RgbFrame(size, new byte[size.rgbBytes()]), 90);
  }

  private static byte[] hugeImage() {
    byte[] jpeg = image();
    int frame = new String(jpeg, StandardCharsets.ISO_8859_1).indexOf("\u00ff\u00c0\0\u0011");
    ByteBuffer.wrap(jpeg).putShort(frame + 5, (short) HUGE).putShort(frame + 7, (short) HUGE);
    return jpeg;
  }

  /** The screen of an animated GIF file and the beginning of its first picture. */
  private static byte[] hugeAnimation() {
    byte[] gif = new byte[64];
    byte[] head = "GIF89a\u0000\u00ff\u0000\u00ff\u0080".getBytes(StandardCharsets.ISO_8859_1);
    System.arraycopy(head, 0, gif, 0, head.length);
    byte[] picture = {0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0, 0x3b};
    System.arraycopy(picture, 0, gif, 19, picture.length);
    return gif;
  }
}
