package io.kinespark.spark.quickstart;

import io.kinespark.preprocessing.video.EncodeOptions;
import io.kinespark.preprocessing.video.FrameSize;
import io.kinespark.preprocessing.video.RgbFrame;
import io.kinespark.preprocessing.video.VideoEncoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * A labelled set of generated videos in a folder of the local disk: {@code <class>/<number>.mp4}
 * (H.264; every fourth is MPEG-4 in {@code .avi}), {@code classes.txt} with a class a line, and
 * {@code train.csv} and {@code val.csv} with the columns path, label and label_id (from 0).
 *
 * <p>Every frame is a key frame: compression, too, tells nothing about the order of time.
 */
public final class VideoSet {
  /** The file of class names. */
  static final String CLASSES = "classes.txt";

  /** The annotation file of the videos to train on. */
  static final String TRAIN = "train.csv";

  /** The annotation file of the videos to validate on, the last file to be written. */
  static final String VALIDATION = "val.csv";

  private static final double FRAMES_PER_SECOND = 12;
  private static final int KEY_FRAME_EVERY = 1;
  private static final int QUANTISER = 3;
  private static final int AVI_EVERY = 4;

  private final ActionVideoGenerator generator;
  private final FrameSize size;
  private final List<ActionClass> classes;

  /**
   * A set of videos.
   *
   * @param classPairs pairs of classes, 1 to 4
   * @param size width and height, both even
   * @param length frames of a video, at least 2
   * @param seed of the generator
   * @throws IllegalArgumentException if there are not so many pairs, or the length is below 2
   */
  public VideoSet(int classPairs, FrameSize size, int length, long seed) {
    this.generator = new ActionVideoGenerator(size, length, seed);
    this.size = size;
    this.classes = ActionClass.ofPairs(classPairs);
  }

  /** The classes, in the order of their labels. */
  public List<ActionClass> classes() {
    return classes;
  }

  /**
   * Writes the set. The annotation files are written last and appear whole, so that a folder that
   * has {@code val.csv} has everything.
   *
   * @param folder is made where it is not there; files of the same names are replaced
   * @param trainPerClass videos of each class in {@code train.csv}
   * @param validationPerClass videos of each class in {@code val.csv}, none of them in the former
   * @throws IOException if a file cannot be written
   */
  public void write(Path folder, int trainPerClass, int validationPerClass) throws IOException {
    for (ActionClass action : classes) {
      Files.createDirectories(folder.resolve(action.label()));
    }
    List<String> train = encode(folder, 0, trainPerClass);
    List<String> validation = encode(folder, trainPerClass, validationPerClass);
    replace(folder.resolve(CLASSES), classes.stream().map(ActionClass::label).toList());
    replace(folder.resolve(TRAIN), train);
    replace(folder.resolve(VALIDATION), validation);
  }

  private List<String> encode(Path folder, int first, int count) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add("path,label,label_id");
    for (int number = first; number < first + count; number++) {
      for (ActionClass action : classes) {
        boolean avi = number % AVI_EVERY == AVI_EVERY - 1;
        String path = "%s/%05d.%s".formatted(action.label(), number, avi ? "avi" : "mp4");
        encode(
            generator.frames(action, number),
            folder.resolve(path),
            avi ? EncodeOptions.Codec.MPEG4 : EncodeOptions.Codec.H264);
        lines.add(path + "," + action.label() + "," + classes.indexOf(action));
      }
    }
    return lines;
  }

  private void encode(List<RgbFrame> frames, Path file, EncodeOptions.Codec codec)
      throws IOException {
    EncodeOptions options = new EncodeOptions(codec, FRAMES_PER_SECOND, KEY_FRAME_EVERY, QUANTISER);
    String name = file.getFileName().toString();
    String container = name.substring(name.lastIndexOf('.') + 1);
    try (VideoEncoder encoder = VideoEncoder.open(container, size, options)) {
      for (RgbFrame frame : frames) {
        encoder.write(frame);
      }
      Files.write(file, encoder.finish());
    }
  }

  private static void replace(Path file, List<String> lines) throws IOException {
    Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
    Files.write(unfinished, lines, StandardCharsets.UTF_8);
    Files.move(
        unfinished, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }
}
