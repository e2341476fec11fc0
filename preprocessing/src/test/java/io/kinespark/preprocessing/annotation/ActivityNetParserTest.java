package io.kinespark.preprocessing.annotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.kinespark.preprocessing.layout.MediaLayout;
import io.kinespark.preprocessing.manifest.Segment;
import io.kinespark.preprocessing.manifest.Split;
import io.kinespark.preprocessing.manifest.TimeSpan;
import io.kinespark.preprocessing.manifest.VideoRecord;
import io.kinespark.preprocessing.video.RejectReason;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No entry of the file vanishes, and no class comes without its video. */
final class ActivityNetParserTest {
  private static final String UNKNOWN =
      "entries whose subset is none of training, validation and testing are left out";
  private static final String CUT = "segments that begin before 0 s are cut off there";

  @TempDir private java.nio.file.Path folder;
  private Path file;

  @BeforeEach
  void write() throws IOException {
    String text =
        """
        {"database": {
          "a": {"subset": "training",
                "annotations": [{"segment": [0, 5], "label": "Archery"},
                                {"segment": [-1.5, 5.0], "label": "Bowling"}]},
          "b": {"subset": " VALIDATION ",
                "annotations": [{"segment": [-0.2, 0.3], "label": "Kite flying"}]},
          "c": {"subset": "Training",
                "annotations": [{"segment": [7, 3], "label": "Archery"},
                                {"segment": [4, 4], "label": "Archery"},
                                {"segment": [-4, -1], "label": "Archery"},
                                {"segment": ["1", 2], "label": "Archery"},
                                {"segment": [1, 2]}]},
          "d": {"subset": "trainig", "annotations": [{"segment": [0, 1], "label": "Zumba"}]},
          "e": {"annotations": [{"segment": [0, 1], "label": "Aerobics"}]},
          "f": {"subset": "testing", "annotations": []}
        }}
        """;
    file = new Path(Files.writeString(folder.resolve("net.json"), text).toUri());
  }

  @Test
  void subsetsAreMatchedInAnyCaseAndOthersAreNamed() throws IOException {
    Annotations train = read(true, Split.TRAIN);
    Annotations validation = read(true, Split.VALIDATION);

    assertThat(train.records())
        .extracting(VideoRecord::id, VideoRecord::labels, VideoRecord::segment)
        .containsExactly(tuple("v_a#0.0-5.0", List.of(0, 1), new TimeSpan(0, 5)));
    assertThat(validation.records())
        .extracting(VideoRecord::id, VideoRecord::labels, VideoRecord::segment)
        .containsExactly(tuple("v_b#0.0-0.3", List.of(2), new TimeSpan(0, 0.3)));
    assertThat(train.notes())
        .containsExactly(new AnnotationNote(UNKNOWN, 2, "\"d\" with the subset \"trainig\""));
    assertThat(validation.notes())
        .containsExactly(
            new AnnotationNote(CUT, 1, "v_b: -0.2 s to 0.3 s"),
            new AnnotationNote(UNKNOWN, 2, "\"d\" with the subset \"trainig\""));
    assertThat(read(false, Split.TEST).records())
        .extracting(VideoRecord::id, VideoRecord::segment)
        .containsExactly(tuple("v_f", Segment.WHOLE));
  }

  @Test
  void everySegmentThatIsNoneIsRejectedForWhatItIs() throws IOException {
    assertThat(read(true, Split.TRAIN).rejected())
        .extracting(RejectedRow::reason, RejectedRow::detail)
        .containsExactly(
            tuple(RejectReason.BAD_ROW, "the segment from 7.0 s to 3.0 s ends before it begins"),
            tuple(RejectReason.SHORT, "the segment from 4.0 s to 4.0 s is empty"),
            tuple(
                RejectReason.SHORT,
                "the segment from -4.0 s to -1.0 s ends before the video begins"),
            tuple(RejectReason.BAD_ROW, "a segment is two times, not [\"1\",2]"),
            tuple(RejectReason.BAD_LABEL, "no class of the label map is named ''"));
  }

  @Test
  void classesComeWithTheirVideos() throws IOException {
    assertThat(classes().names()).containsExactly("Archery", "Bowling", "Kite flying");
  }

  @Test
  void timesOfCsvFilesAreHeldToTheSameRules() throws IOException {
    String rows =
        """
        path,label,start,end
        a,0,-1,3
        b,0,3,1
        c,0,2,2
        d,0,NaN,2
        e,0,-2,-1
        f,0,x,1
        g,0,1,Infinity
        h,0,-Infinity,1
        """;
    Annotations read =
        new AnnotationReader(
                new AnnotationFormat.Csv(',', "path", "label", "start", "end"),
                LabelCoding.numbers(0),
                LabelMap.numbered(1),
                layout(),
                new Configuration())
            .read(
                local(),
                new Path(Files.writeString(folder.resolve("rows.csv"), rows).toUri()),
                Split.TRAIN);

    assertThat(read.records())
        .extracting(VideoRecord::id, VideoRecord::segment)
        .containsExactly(
            tuple("a#0.0-3.0", new TimeSpan(0, 3)),
            tuple("g#1.0-Infinity", new TimeSpan(1, Double.POSITIVE_INFINITY)));
    assertThat(read.notes()).containsExactly(new AnnotationNote(CUT, 1, "a: -1.0 s to 3.0 s"));
    assertThat(read.rejected())
        .extracting(RejectedRow::detail)
        .containsExactly(
            "the segment from 3.0 s to 1.0 s ends before it begins",
            "the segment from 2.0 s to 2.0 s is empty",
            "the segment from NaN s to 2.0 s has a time that is no number",
            "the segment from -2.0 s to -1.0 s ends before the video begins",
            "bad segment: 'x' is no time in seconds",
            "the segment from -Infinity s to 1.0 s has a time that is no number");
  }

  @Test
  void splitsOfKineticsAreMatchedInAnyCase() throws IOException {
    String rows =
        "label,youtube_id,time_start,time_end,split\n0,a,0,10,Train\n0,b,0,10,TRAIN\n0,c,0,10,val\n";
    Annotations read =
        new AnnotationReader(
                new AnnotationFormat.Kinetics(),
                LabelCoding.names(),
                LabelMap.numbered(1),
                layout(),
                new Configuration())
            .read(
                local(),
                new Path(Files.writeString(folder.resolve("k.csv"), rows).toUri()),
                Split.TRAIN);

    assertThat(read.records())
        .extracting(VideoRecord::id)
        .containsExactly("a_000000_000010", "b_000000_000010");
    assertThat(read.rejected()).extracting(RejectedRow::line).containsExactly(4);
  }

  private LabelMap classes() throws IOException {
    return new LabelFile(LabelFile.Format.ACTIVITYNET, 0, true).read(local(), file);
  }

  private Annotations read(boolean segments, Split split) throws IOException {
    return new AnnotationReader(
            new AnnotationFormat.ActivityNet(segments),
            LabelCoding.names(),
            classes(),
            layout(),
            new Configuration())
        .read(local(), file, split);
  }

  private static MediaLayout layout() {
    return new MediaLayout("/v", Map.of(), List.of("mp4"), false, Optional.empty());
  }

  private static FileSystem local() throws IOException {
    return FileSystem.getLocal(new Configuration()).getRawFileSystem();
  }
}
