package io.kinespark.preprocessing.annotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.kinespark.preprocessing.layout.ImageFolders;
import io.kinespark.preprocessing.layout.MediaLayout;
import io.kinespark.preprocessing.manifest.FrameFolder;
import io.kinespark.preprocessing.manifest.FrameRange;
import io.kinespark.preprocessing.manifest.ImageNaming;
import io.kinespark.preprocessing.manifest.Segment;
import io.kinespark.preprocessing.manifest.Split;
import io.kinespark.preprocessing.manifest.TimeSpan;
import io.kinespark.preprocessing.manifest.VideoFile;
import io.kinespark.preprocessing.manifest.VideoRecord;
import io.kinespark.preprocessing.video.RejectReason;
import java.io.IOException;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Test;

/** Samples of every published layout, with invented rows, good and bad. */
final class PublishedFormatsTest {

  private static final LabelFile.Format LINES = LabelFile.Format.LINES;
  private static final String ROOT = "hdfs://nn/videos";

  @Test
  void kineticsHasClipsInTheFoldersOfTheirClasses() throws Exception {
    Annotations read = kinetics("kinetics/train.csv", Split.TRAIN);

    assertThat(read.records())
        .extracting(VideoRecord::id, VideoRecord::labels, r -> r.location().uri())
        .containsExactly(
            tuple(
                "AbCdEfGhIjK_000012_000022",
                List.of(2),
                ROOT + "/videos_train/juggling_balls/AbCdEfGhIjK_000012_000022.mp4"),
            tuple(
                "-bCd_fGhI-1_000000_000010",
                List.of(3),
                ROOT + "/videos_train/massaging_person's_head/-bCd_fGhI-1_000000_000010.mp4"),
            tuple(
                "Zz0_000000x_000103_000113",
                List.of(1),
                ROOT + "/videos_train/hurling_(sport)/Zz0_000000x_000103_000113.mp4"));
    assertThat(read.rejected())
        .extracting(RejectedRow::line, RejectedRow::reason, RejectedRow::detail)
        .containsExactly(
            tuple(
                5,
                RejectReason.DUPLICATE,
                "train.csv:2 lists the same sample with another label: 2 'juggling balls' there, 0"
                    + " 'archery' here"),
            tuple(6, RejectReason.BAD_LABEL, "no class of the label map is named 'fencing'"),
            tuple(7, RejectReason.BAD_ROW, "'twelve' is no time in seconds"),
            tuple(8, RejectReason.BAD_ROW, "the row is of split 'val', the file is read as train"),
            tuple(9, RejectReason.BAD_ROW, "4 fields under a header of 6"));
  }

  @Test
  void testSplitsMayHaveNoLabels() throws Exception {
    Annotations read = kinetics("kinetics/test.csv", Split.TEST);
    assertThat(read.rejected()).isEmpty();
    assertThat(read.records())
        .extracting(VideoRecord::labels, r -> r.location().uri())
        .containsExactly(tuple(List.of(), ROOT + "/TestClip0_-_000007_000017.mp4"));
    assertThatThrownBy(() -> kinetics("kinetics/test.csv", Split.TRAIN))
        .isInstanceOf(AnnotationException.class)
        .hasMessageContaining("must have one column 'label'");

    assertThat(
            read(
                    new AnnotationFormat.SomethingCsv(),
                    "something-v1/something-v1-test.csv",
                    somethingV1(false),
                    Split.TEST)
                .records())
        .extracting(VideoRecord::id, VideoRecord::labels)
        .containsExactly(tuple("99", List.of()), tuple("100", List.of()));
    assertThat(
            read(
                    new AnnotationFormat.SomethingJson(),
                    "something-v2/test.json",
                    somethingV2(),
                    Split.TEST)
                .records())
        .extracting(VideoRecord::id)
        .containsExactly("7");
    assertThat(activityNet(false, Split.TEST).records())
        .extracting(VideoRecord::id)
        .containsExactly("v_Test0000000");
  }

  @Test
  void listsOfTheCodeBasesAreRead() throws Exception {
    LabelMap labels = labels("kinetics/label_map.txt", LINES, 0);
    assertThat(
            read(
                    new AnnotationFormat.PathAndLabel(' ', false),
                    LabelCoding.numbers(0),
                    "kinetics/pyslowfast_train.csv",
                    labels,
                    Split.TRAIN,
                    files())
                .records())
        .extracting(VideoRecord::id, VideoRecord::labels)
        .containsExactly(
            tuple("juggling_balls/AbCdEfGhIjK_000012_000022.mp4", List.of(2)),
            tuple("massaging_person's_head/-bCd_fGhI-1_000000_000010.mp4", List.of(3)));

    Annotations frames =
        read(
            new AnnotationFormat.FrameList(' ', false, false, 4),
            LabelCoding.numbers(0),
            "kinetics/mmaction2_rawframes.txt",
            labels,
            Split.TRAIN,
            images("img_%05d.jpg"));
    assertThat(frames.records())
        .extracting(VideoRecord::location)
        .containsExactly(
            folder("juggling_balls/AbCdEfGhIjK_000012_000022", "img_%05d.jpg", 1, 300),
            folder("hurling_(sport)/Zz0_000000x_000103_000113", "img_%05d.jpg", 1, 250));
    assertThat(frames.rejected())
        .extracting(RejectedRow::line, RejectedRow::reason)
        .containsExactly(tuple(3, RejectReason.SHORT), tuple(4, RejectReason.BAD_ROW));

    assertThat(activityNetClips(images("img_%05d.jpg")))
        .extracting(VideoRecord::id, VideoRecord::location, VideoRecord::labels)
        .containsExactly(
            tuple(
                "v_AbCdEfGhIjK#93+1108",
                folder("v_AbCdEfGhIjK", "img_%05d.jpg", 94, 1108),
                List.of(1)),
            tuple(
                "v_AbCdEfGhIjK#1815+886",
                folder("v_AbCdEfGhIjK", "img_%05d.jpg", 1816, 886),
                List.of(1)));
  }

  private static List<VideoRecord> activityNetClips(MediaLayout layout) throws Exception {
    return read(
            new AnnotationFormat.FrameList(' ', false, true, 1),
            LabelCoding.numbers(1),
            "activitynet/anet_train_clip.txt",
            labels("activitynet/action_name.csv", LabelFile.Format.HEADED_LINES, 0),
            Split.TRAIN,
            layout)
        .records();
  }

  @Test
  void offsetsOfVideoFilesAreSegmentsInFrames() throws Exception {
    assertThat(activityNetClips(MediaLayout.asListed(ROOT, "mp4")))
        .extracting(VideoRecord::id, VideoRecord::location, VideoRecord::segment)
        .containsExactly(
            tuple(
                "v_AbCdEfGhIjK#93+1108",
                new VideoFile(ROOT + "/v_AbCdEfGhIjK.mp4"),
                new FrameRange(93, 1108)),
            tuple(
                "v_AbCdEfGhIjK#1815+886",
                new VideoFile(ROOT + "/v_AbCdEfGhIjK.mp4"),
                new FrameRange(1815, 886)));
  }

  @Test
  void miniKineticsHasItsOwnNumbers() throws Exception {
    LabelMap labels = labels("minikinetics/class_id-mini.json", LabelFile.Format.JSON, 0);
    assertThat(labels.names()).containsExactly("tossing salad", "flying kite", "archery");
    assertThat(
            read(
                    new AnnotationFormat.Kinetics(),
                    "minikinetics/kinetics-mini_val.csv",
                    labels,
                    Split.VALIDATION)
                .records())
        .extracting(VideoRecord::labels)
        .containsExactly(List.of(1));
    assertThatThrownBy(() -> labels("minikinetics/class_id-mini.json", LabelFile.Format.JSON, 1))
        .isInstanceOf(AnnotationException.class)
        .hasMessageContaining("no class has number 3; numbers go from 0 to 2, check the base");
  }

  @Test
  void somethingV1HasTwoOrdersOfItsLabels() throws Exception {
    Annotations read =
        read(
            new AnnotationFormat.SomethingCsv(),
            LabelCoding.names(),
            "something-v1/something-v1-train.csv",
            somethingV1(false),
            Split.TRAIN,
            images("%05d.jpg"));
    assertThat(read.records())
        .extracting(VideoRecord::id, VideoRecord::labels, VideoRecord::location)
        .containsExactly(
            tuple("4711", List.of(1), folder("4711", "%05d.jpg", 1, 0)),
            tuple("12", List.of(3), folder("12", "%05d.jpg", 1, 0)),
            tuple("13", List.of(2), folder("13", "%05d.jpg", 1, 0)));
    assertThat(read.rejected())
        .extracting(RejectedRow::line, RejectedRow::reason)
        .containsExactly(tuple(4, RejectReason.BAD_ROW), tuple(5, RejectReason.BAD_LABEL));
    assertThat(
            read(
                    new AnnotationFormat.SomethingCsv(),
                    "something-v1/something-v1-train.csv",
                    somethingV1(true),
                    Split.TRAIN)
                .records())
        .extracting(VideoRecord::labels)
        .containsExactly(List.of(0), List.of(1), List.of(2));
    assertThat(somethingV1(true).sha256()).isNotEqualTo(somethingV1(false).sha256());
  }

  @Test
  void somethingV2IsLabelledByItsTemplates() throws Exception {
    Annotations read =
        read(
            new AnnotationFormat.SomethingJson(),
            LabelCoding.names(),
            "something-v2/train.json",
            somethingV2(),
            Split.TRAIN,
            MediaLayout.asListed(ROOT, "webm"));
    assertThat(read.records())
        .extracting(VideoRecord::id, VideoRecord::labels, r -> r.location().uri())
        .containsExactly(
            tuple("900001", List.of(1), ROOT + "/900001.webm"),
            tuple("900002", List.of(0), ROOT + "/900002.webm"));
    assertThat(read.rejected())
        .extracting(RejectedRow::line, RejectedRow::reason)
        .containsExactly(tuple(3, RejectReason.BAD_LABEL), tuple(4, RejectReason.DUPLICATE));
  }

  @Test
  void activityNetIsReadByVideoAndBySegment() throws Exception {
    Annotations videos = activityNet(false, Split.TRAIN);
    assertThat(videos.records())
        .extracting(VideoRecord::id, VideoRecord::labels, VideoRecord::segment)
        .containsExactly(
            tuple("v_AbCdEfGhIjK", List.of(0), Segment.WHOLE),
            tuple("v_-b_dEfGhIjK", List.of(0, 1), Segment.WHOLE));
    assertThat(videos.rejected())
        .extracting(RejectedRow::detail)
        .containsExactly("there is no label");

    Annotations segments = activityNet(true, Split.TRAIN);
    assertThat(segments.records())
        .extracting(VideoRecord::id, VideoRecord::labels, VideoRecord::segment)
        .containsExactly(
            tuple("v_AbCdEfGhIjK#3.1-40.0", List.of(0), new TimeSpan(3.1, 40)),
            tuple("v_AbCdEfGhIjK#60.5-90.0", List.of(0), new TimeSpan(60.5, 90)),
            tuple("v_-b_dEfGhIjK#0.0-12.25", List.of(0, 1), new TimeSpan(0, 12.25)));
    assertThat(segments.rejected())
        .extracting(RejectedRow::line, RejectedRow::reason)
        .containsExactly(tuple(4, RejectReason.SHORT), tuple(5, RejectReason.BAD_LABEL));
    assertThatThrownBy(
            () ->
                read(
                    new AnnotationFormat.ActivityNet(true),
                    "something-v2/labels.json",
                    somethingV2(),
                    Split.TRAIN))
        .isInstanceOf(AnnotationException.class)
        .hasMessageContaining("no object 'database'");
  }

  @Test
  void sdcomsListsKeepAllLabelsOnce() throws Exception {
    Annotations activityNet =
        read(
            new AnnotationFormat.FrameList(',', true, false, 4),
            LabelCoding.numbers(0),
            "activitynet/sdcom_train.txt",
            labels("activitynet/classInd.txt", LabelFile.Format.INDEXED, 0),
            Split.TRAIN,
            files());
    assertThat(activityNet.records())
        .extracting(VideoRecord::labels, r -> r.location().uri())
        .containsExactly(
            tuple(List.of(1), ROOT + "/v_AbCdEfGhIjK.mp4"),
            tuple(List.of(1, 2), ROOT + "/v_-b_dEfGhIjK.mp4"));
    assertThat(activityNet.rejected())
        .extracting(RejectedRow::reason)
        .containsExactly(RejectReason.SHORT);

    assertThat(
            read(
                    new AnnotationFormat.FrameList(',', true, false, 4),
                    LabelCoding.numbers(0),
                    "fcvid/fcvid_train_split.txt",
                    labels("fcvid/classInd.txt", LabelFile.Format.INDEXED, 0),
                    Split.TRAIN,
                    files())
                .records())
        .extracting(VideoRecord::id, VideoRecord::labels)
        .containsExactly(
            tuple("taiChiChuan/AbCdEfGhIjK", List.of(3)),
            tuple("multiple/hiking_mountain/AbCdEfGhIj2", List.of(1, 2)));
  }

  @Test
  void frameRowsTakeTheirLabelsFromTheOfficialFile() throws Exception {
    Annotations read =
        read(
            new AnnotationFormat.FrameRows(),
            LabelCoding.names(),
            "frame-rows/train.csv",
            somethingV2(),
            Split.TRAIN,
            images("{folder}_%06d.jpg"));
    assertThat(read.records())
        .extracting(VideoRecord::id, VideoRecord::location)
        .containsExactly(
            tuple("900002", folder("900002", "{folder}_%06d.jpg", 1, 0)),
            tuple("900001", folder("900001", "{folder}_%06d.jpg", 1, 2)));
    assertThat(read.rejected())
        .extracting(RejectedRow::line, RejectedRow::reason)
        .containsExactly(
            tuple(9, RejectReason.BAD_LABEL),
            tuple(4, RejectReason.BAD_LABEL),
            tuple(5, RejectReason.BAD_ROW));
  }

  @Test
  void classesAreTakenFromAnnotationFilesToo() throws Exception {
    assertThat(labels("minikinetics/kinetics-mini_val.csv", LabelFile.Format.KINETICS, 0).names())
        .containsExactly("flying kite");
    assertThatThrownBy(() -> labels("kinetics/train.csv", LabelFile.Format.KINETICS, 0))
        .isInstanceOf(AnnotationException.class)
        .hasMessageContaining("train.csv:9: 4 fields under a header of 6; classes are taken");
    assertThat(labels("activitynet/activity_net.json", LabelFile.Format.ACTIVITYNET, 0).names())
        .containsExactly("Archery", "Bowling", "Yoga");
  }

  private static Annotations kinetics(String file, Split split) throws Exception {
    return read(
        new AnnotationFormat.Kinetics(),
        LabelCoding.names(),
        file,
        labels("kinetics/label_map.txt", LINES, 0),
        split,
        new MediaLayout(
            ROOT, Map.of(Split.TRAIN, "videos_train"), List.of("mp4"), false, Optional.empty()));
  }

  private static Annotations activityNet(boolean segments, Split split) throws Exception {
    return read(
        new AnnotationFormat.ActivityNet(segments),
        "activitynet/activity_net.json",
        labels("activitynet/activity_net.json", LabelFile.Format.ACTIVITYNET, 0),
        split);
  }

  private static LabelMap somethingV1(boolean sorted) throws Exception {
    return labels("something-v1/something-v1-labels.csv", LINES, 0, sorted);
  }

  private static LabelMap somethingV2() throws Exception {
    return labels("something-v2/labels.json", LabelFile.Format.JSON, 0);
  }

  private static LabelMap labels(String file, LabelFile.Format format, int base) throws Exception {
    return labels(file, format, base, false);
  }

  private static LabelMap labels(String file, LabelFile.Format format, int base, boolean sorted)
      throws Exception {
    return new LabelFile(format, base, sorted).read(local(), resource(file));
  }

  private static Annotations read(
      AnnotationFormat format, String file, LabelMap labels, Split split) throws Exception {
    return read(format, LabelCoding.names(), file, labels, split, files());
  }

  private static Annotations read(
      AnnotationFormat format,
      LabelCoding coding,
      String file,
      LabelMap labels,
      Split split,
      MediaLayout layout)
      throws Exception {
    return new AnnotationReader(format, coding, labels, layout, new Configuration())
        .read(local(), resource(file), split);
  }

  private static MediaLayout files() {
    return MediaLayout.asListed(ROOT, "mp4");
  }

  private static MediaLayout images(String pattern) {
    return new MediaLayout(
        ROOT,
        Map.of(),
        List.of(),
        false,
        Optional.of(new ImageFolders(new ImageNaming(pattern), 1, 12)));
  }

  private static FrameFolder folder(String path, String pattern, int first, int frames) {
    return new FrameFolder(ROOT + "/" + path, new ImageNaming(pattern), 12, first, frames);
  }

  private static FileSystem local() throws IOException {
    return FileSystem.getLocal(new Configuration());
  }

  private static Path resource(String file) throws URISyntaxException {
    return new Path(PublishedFormatsTest.class.getResource("/annotation/" + file).toURI());
  }
}
