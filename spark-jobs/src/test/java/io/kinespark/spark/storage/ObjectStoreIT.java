package io.kinespark.spark.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinespark.preprocessing.manifest.PackedFrames;
import io.kinespark.preprocessing.shard.ShardReader;
import io.kinespark.preprocessing.video.RejectReason;
import io.kinespark.preprocessing.video.VideoRejectedException;
import io.kinespark.spark.testing.GeneratedDataset;
import io.kinespark.spark.testing.HadoopProperties;
import io.kinespark.spark.testing.ObjectStoreServer;
import io.kinespark.testing.LocalMaster;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Every job with all its files in an object store, through Hadoop's S3A client. */
@ExtendWith(LocalMaster.class)
final class ObjectStoreIT {
  @TempDir private static Path folder;
  private static ObjectStoreServer server;
  private static HadoopProperties properties;
  private static JobsAt bucket;
  private static JobsAt disk;
  private static Map<String, String> packed;

  @BeforeAll
  static void startServer() throws Exception {
    server = new ObjectStoreServer();
    properties = new HadoopProperties(server.properties());
    bucket = new JobsAt("s3a://bucket/jobs", properties.configuration());
    disk = new JobsAt("file:" + folder, properties.configuration());
    GeneratedDataset.write(folder.resolve("videos"), 4);
    bucket.bring(folder.resolve("videos"));
    packed = disk.preprocess("packed");
    assertThat(bucket.preprocess("packed")).isEqualTo(packed);
  }

  @AfterAll
  static void stopServer() {
    properties.close();
    server.close();
  }

  @Test
  void aRunIsResumedAndEvaluated() throws Exception {
    assertThat(bucket.check()).contains("0 errors, 0 warnings");
    bucket.train(1);
    Map<String, String> first = bucket.newestWeights();
    bucket.train(2);

    assertThat(bucket.newestWeights()).containsKey("model.safetensors").isNotEqualTo(first);
    assertThat(bucket.evaluate()).containsKeys("report.html", "report.json", "predictions.csv");
  }

  @Test
  void aClipIsOneRequestForEachOfItsFrames() throws Exception {
    PackedFrames frames = bucket.firstPacked();
    ShardReader reader = new ShardReader(properties.configuration());
    reader.readFrames(frames, new int[] {0});
    int heads = server.requests("HEAD");
    int gets = server.requests("GET");

    reader.readFrames(frames, new int[] {7, 2, 7});

    assertThat(server.requests("HEAD")).isEqualTo(heads);
    assertThat(server.requests("GET")).isEqualTo(gets + 2);
  }

  /** That a shard is missing or cut shows at the first read, since none asks for it before. */
  @Test
  void aShardThatIsMissingOrCutIsToldAsSuch() throws Exception {
    PackedFrames frames = bucket.firstPacked();
    ShardReader reader = new ShardReader(properties.configuration());
    var cut = new org.apache.hadoop.fs.Path("s3a://bucket/cut.tar");
    try (OutputStream out = cut.getFileSystem(properties.configuration()).create(cut)) {
      out.write(new byte[(int) frames.index().offset(1) + 1]);
    }

    for (int frame : new int[] {1, 5}) {
      assertThatThrownBy(() -> reader.readFrames(frames.withUri(cut.toString()), new int[] {frame}))
          .isInstanceOf(VideoRejectedException.class)
          .extracting(e -> ((VideoRejectedException) e).reason())
          .isEqualTo(RejectReason.TRUNCATED);
    }
    assertThatThrownBy(() -> reader.readFrames(frames.withUri("s3a://bucket/no.tar"), new int[1]))
        .isInstanceOf(VideoRejectedException.class)
        .extracting(e -> ((VideoRejectedException) e).reason())
        .isEqualTo(RejectReason.MISSING_FILE);
  }
}
