package io.kinespark.preprocessing.annotation;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinespark.preprocessing.annotation.AnnotationFormat.ActivityNet;
import io.kinespark.preprocessing.annotation.AnnotationFormat.Csv;
import io.kinespark.preprocessing.annotation.AnnotationFormat.FrameList;
import io.kinespark.preprocessing.annotation.AnnotationFormat.FrameRows;
import io.kinespark.preprocessing.annotation.AnnotationFormat.Kinetics;
import io.kinespark.preprocessing.annotation.AnnotationFormat.PathAndLabel;
import io.kinespark.preprocessing.annotation.AnnotationFormat.SomethingCsv;
import io.kinespark.preprocessing.annotation.AnnotationFormat.SomethingJson;
import io.kinespark.preprocessing.layout.ImageFolders;
import io.kinespark.preprocessing.layout.MediaLayout;
import io.kinespark.preprocessing.manifest.FrameRange;
import io.kinespark.preprocessing.manifest.ImageNaming;
import io.kinespark.preprocessing.manifest.Split;
import io.kinespark.preprocessing.manifest.TimeSpan;
import io.kinespark.preprocessing.manifest.VideoRecord;
import io.kinespark.testing.FuzzRun;
import io.kinespark.testing.Mutator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever lists, annotation files and label files hold: each row is used or set aside with its
 * reason, or the file is refused by its name. What is used stands in the file.
 */
@Tag("fuzz")
final class AnnotationsFuzzIT {
  private static final int INPUTS = FuzzRun.inputs(1_000);
  private static final long SEED = 20261128;
  private static final Duration LONGEST = Duration.ofSeconds(5);

  /** Rows are kept with their texts, and an error quotes one. */
  private static final int BYTES_PER_BYTE = 400;

  private static final long BYTES_PER_FILE = 32 << 20;
  private static final int MOST_LETTERS = 1_000;
  private static final Configuration HADOOP = new Configuration();

  /**
   * A kind of annotation file.
   *
   * @param lines whether a row is a line, so that rows can be counted
   */
  private record Kind(
      AnnotationFormat format, LabelCoding coding, String sample, Split split, boolean lines) {

    /** Whether an id says which stretch of its video is meant, and not always that it is whole. */
    boolean segmented() {
      return (format instanceof ActivityNet net && net.segments())
          || (format instanceof FrameList list && list.firstFrame())
          || (format instanceof Csv csv && !csv.startColumn().isEmpty());
    }
  }

  private static final LabelCoding NUMBERS = LabelCoding.numbers(0);
  private static final LabelCoding NAMES = LabelCoding.names();

  private static final List<Kind> KINDS =
      List.of(
          new Kind(
              new PathAndLabel(' ', false),
              NUMBERS,
              "kinetics/pyslowfast_train.csv",
              Split.TRAIN,
              true),
          new Kind(
              new PathAndLabel(',', true),
              NUMBERS,
              "@a b.mp4,0\n\"c,d.mp4\",1,2\n",
              Split.TRAIN,
              true),
          new Kind(
              new PathAndLabel(' ', false), LabelCoding.none(), "@a b.mp4\nc/\n", Split.TEST, true),
          new Kind(
              new PathAndLabel('\t', false),
              NAMES,
              "@x/a.mp4\tarchery\ny.webm\tjuggling_balls\n",
              Split.VALIDATION,
              true),
          new Kind(
              new FrameList(' ', false, false, 4),
              NUMBERS,
              "kinetics/mmaction2_rawframes.txt",
              Split.TRAIN,
              true),
          new Kind(
              new FrameList(',', true, false, 1),
              NUMBERS,
              "fcvid/fcvid_train_split.txt",
              Split.TRAIN,
              true),
          new Kind(
              new FrameList(' ', false, true, 1),
              NUMBERS,
              "activitynet/anet_train_clip.txt",
              Split.TRAIN,
              true),
          new Kind(
              Csv.of("path", "label"),
              NAMES,
              "@path,label,more\na.mp4,archery,1\n\"b,c.mp4\",\"archery|juggling balls\",2\n",
              Split.TRAIN,
              true),
          new Kind(
              new Csv(';', "file", "class", "from", "to"),
              NUMBERS,
              "@file;class;from;to\na.mp4;0;0.5;1.25\na.mp4;1;3;4e0\n",
              Split.TRAIN,
              true),
          new Kind(new Kinetics(), NAMES, "kinetics/train.csv", Split.TRAIN, true),
          new Kind(new Kinetics(), NAMES, "kinetics/test.csv", Split.TEST, true),
          new Kind(
              new SomethingCsv(), NAMES, "something-v1/something-v1-train.csv", Split.TRAIN, true),
          new Kind(new SomethingJson(), NAMES, "something-v2/train.json", Split.TRAIN, false),
          new Kind(
              new ActivityNet(true), NAMES, "activitynet/activity_net.json", Split.TRAIN, false),
          new Kind(
              new ActivityNet(false), NAMES, "activitynet/activity_net.json", Split.TRAIN, false),
          new Kind(new FrameRows(), NAMES, "frame-rows/train.csv", Split.TRAIN, false));

  private static final LabelMap CLASSES =
      LabelMap.of(
          List.of(
              "archery",
              "Holding something",
              "hurling (sport)",
              "juggling balls",
              "Turning the camera left while filming something",
              "Archery",
              "Bowling",
              "massaging person's head"));

  @TempDir private Path folder;
  private FileSystem local;
  private final List<MediaLayout> layouts = new ArrayList<>();
  private int read;

  @BeforeEach
  void layouts() throws IOException {
    local = FileSystem.getLocal(HADOOP);
    Path root = Files.createDirectories(folder.resolve("videos/archery")).getParent();
    Files.createFile(root.resolve("archery/a.mp4"));
    MediaLayout plain = MediaLayout.asListed("file:" + root, "mp4");
    layouts.add(plain);
    layouts.add(
        new MediaLayout(
            plain.root(),
            Map.of(Split.TRAIN, "archery"),
            List.of("mp4", "webm"),
            true,
            Optional.empty()));
    layouts.add(
        new MediaLayout(
            plain.root(),
            Map.of(),
            List.of(),
            false,
            Optional.of(new ImageFolders(new ImageNaming("{folder}_%05d.jpg"), 1, 12))));
  }

  @Test
  void everyRowIsUsedOrSetAside() throws IOException {
    List<byte[]> samples = new ArrayList<>();
    for (Kind kind : KINDS) {
      samples.add(sample(kind.sample()));
    }
    byte[] official = sample("frame-rows/something-something-v2-train.json");
    Path file = folder.resolve("list.txt");
    Path beside = folder.resolve("something-something-v2-train.json");
    try (FuzzRun run = new FuzzRun(LONGEST, BYTES_PER_FILE, BYTES_PER_BYTE)) {
      for (int i = 0; i < INPUTS; i++) {
        Kind kind = KINDS.get(i % KINDS.size());
        Mutator mutator = Mutator.ofTexts(new SplittableRandom(SEED + i));
        boolean whole = i < KINDS.size();
        byte[] sample = samples.get(i % KINDS.size());
        byte[] input = whole ? sample : mutator.mutate(sample, samples);
        Files.write(file, input);
        Files.write(beside, i % 2 == 0 || whole ? official : mutator.mutate(official, samples));
        MediaLayout layout = layouts.get(i / KINDS.size() % layouts.size());
        run.attempt(
            "input %d of seed %d, %s".formatted(i, SEED, kind.format()),
            input.length,
            () -> requireUsedOrSetAside(kind, layout, file, beside));
      }
    }
    assertThat(read).as("files of which rows are read").isBetween(INPUTS / 4, INPUTS - 1);
  }

  private void requireUsedOrSetAside(Kind kind, MediaLayout layout, Path file, Path beside)
      throws IOException {
    AnnotationReader reader =
        new AnnotationReader(kind.format(), kind.coding(), CLASSES, layout, HADOOP);
    Annotations found;
    try {
      found = reader.read(local, hadoop(file), kind.split());
    } catch (AnnotationException e) {
      assertThat(e).hasMessageContaining(folder.toString());
      requirePrintable(e.getMessage());
      return;
    }
    read++;
    String text = text(Files.readAllBytes(file));
    String official = kind.format() instanceof FrameRows ? text(Files.readAllBytes(beside)) : "";
    assertThat(found.rows()).isEqualTo(found.records().size() + found.rejected().size());
    if (kind.lines()) {
      boolean headed = kind.format() instanceof Csv || kind.format() instanceof Kinetics;
      long lines = text.lines().skip(headed ? 1 : 0).filter(line -> !line.isBlank()).count();
      assertThat((long) found.rows()).as("rows").isEqualTo(lines);
    }
    Set<String> ids = new HashSet<>();
    Set<String> places = new HashSet<>();
    for (VideoRecord record : found.records()) {
      requireSound(record, kind);
      assertThat(ids.add(record.id())).as("id %s is new", record.id()).isTrue();
      assertThat(places.add(record.location().uri() + record.location() + record.segment()))
          .isTrue();
      requireListed(record, kind, text + official);
    }
    long last = text.lines().count();
    for (RejectedRow row : found.rejected()) {
      assertThat(row.detail()).isNotBlank();
      assertThat(row.file()).contains(folder.toString());
      if (kind.lines()) {
        assertThat((long) row.line()).isBetween(1L, last);
      }
      requirePrintable(row.toString());
    }
  }

  private static void requireSound(VideoRecord record, Kind kind) {
    assertThat(NameLine.problem(record.id().strip().replace('\t', ' '))).as(record.id()).isEmpty();
    assertThat(record.location().uri()).startsWith("file:").doesNotContain("/../");
    assertThat(record.labels()).allMatch(label -> label >= 0 && label < CLASSES.size());
    assertThat(record.labels().isEmpty()).isEqualTo(record.split() == Split.TEST);
    assertThat(record.split()).isEqualTo(kind.split());
    if (record.segment() instanceof FrameRange range) {
      assertThat(range.first()).isNotNegative();
      assertThat(range.count()).isPositive();
      assertThat((long) range.first() + range.count()).isLessThanOrEqualTo(Integer.MAX_VALUE);
    } else if (record.segment() instanceof TimeSpan span) {
      assertThat(span.startSeconds()).isFinite().isNotNegative();
      assertThat(span.endSeconds()).isGreaterThan(span.startSeconds());
    }
  }

  /** What a row says is what the file says, letter by letter where no escape comes between. */
  private static void requireListed(VideoRecord record, Kind kind, String text) {
    String id = record.id();
    String video = kind.segmented() ? id.replaceFirst("#[^#]*$", "") : id;
    if (kind.format() instanceof Kinetics) {
      video = video.substring(0, video.length() - "_000012_000022".length());
    } else if (kind.format() instanceof ActivityNet) {
      video = video.substring("v_".length());
    }
    if (!text.contains("\\")) {
      assertThat(text.replace("\"\"", "\"")).contains(video.replace("\"\"", "\""));
    }
  }

  @Test
  void everyLabelFileIsReadOrRefused() throws IOException {
    List<LabelFile> formats =
        Stream.of(LabelFile.Format.values())
            .flatMap(
                format ->
                    Stream.of(new LabelFile(format, 0, false), new LabelFile(format, 0, true)))
            .toList();
    List<byte[]> samples = new ArrayList<>();
    for (String sample :
        List.of(
            "kinetics/label_map.txt",
            "activitynet/action_name.csv",
            "activitynet/classInd.txt",
            "minikinetics/class_id-mini.json",
            "kinetics/train.csv",
            "activitynet/activity_net.json")) {
      samples.add(sample(sample));
    }
    Path file = folder.resolve("labels.txt");
    try (FuzzRun run = new FuzzRun(LONGEST, BYTES_PER_FILE, BYTES_PER_BYTE)) {
      for (int i = 0; i < INPUTS; i++) {
        LabelFile format = formats.get(i % formats.size());
        byte[] sample = samples.get(i % formats.size() / 2);
        byte[] input =
            i < formats.size()
                ? sample
                : Mutator.ofTexts(new SplittableRandom(SEED - i)).mutate(sample, samples);
        Files.write(file, input);
        run.attempt(
            "input %d of seed %d, %s".formatted(i, SEED, format),
            input.length,
            () -> requireClasses(format, file, input));
      }
    }
    assertThat(read).as("files that are read").isBetween(INPUTS / 4, INPUTS - 1);
  }

  private void requireClasses(LabelFile format, Path file, byte[] input) throws IOException {
    LabelMap classes;
    try {
      classes = format.read(local, hadoop(file));
    } catch (AnnotationException e) {
      assertThat(e).hasMessageContaining(folder.toString());
      requirePrintable(e.getMessage());
      return;
    }
    read++;
    String text = text(input);
    assertThat(classes.size()).isPositive();
    assertThat(classes.names()).doesNotHaveDuplicates();
    for (String name : classes.names()) {
      assertThat(name).isNotBlank();
      assertThat(NameLine.problem(name)).as(name).isEmpty();
      if (!text.contains("\\") && !text.contains("\"\"")) {
        assertThat(text).contains(name);
      }
    }
    Path written = folder.resolve("written.txt");
    Files.writeString(written, String.join("\n", classes.names()) + "\n");
    assertThat(LabelMap.read(local, hadoop(written))).isEqualTo(classes);
  }

  /** One line of bounded length, without what controls terminals. */
  private static void requirePrintable(String message) {
    assertThat(message).hasSizeLessThan(MOST_LETTERS);
    String shown = message.strip().replace("\uFFFD", "?").replace("\uFEFF", "?");
    assertThat(NameLine.problem(shown)).as(message).isEmpty();
  }

  private static String text(byte[] input) {
    String text = new String(input, StandardCharsets.UTF_8);
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  /** A file of the published layouts, or what follows a {@code @}. */
  private static byte[] sample(String name) throws IOException {
    if (name.startsWith("@")) {
      return name.substring(1).getBytes(StandardCharsets.UTF_8);
    }
    try (var in = AnnotationsFuzzIT.class.getResourceAsStream("/annotation/" + name)) {
      return in.readAllBytes();
    }
  }

  private static org.apache.hadoop.fs.Path hadoop(Path file) {
    return new org.apache.hadoop.fs.Path(file.toUri());
  }
}
