package io.kinespark.preprocessing.benchmark;

import io.kinespark.preprocessing.augment.TanetTransforms;
import io.kinespark.preprocessing.manifest.Split;
import io.kinespark.preprocessing.manifest.VideoRecord;
import io.kinespark.preprocessing.sampling.ClipSampler;
import io.kinespark.preprocessing.sampling.DenseTrainSampler;
import io.kinespark.preprocessing.sampling.SampleRandom;
import io.kinespark.preprocessing.sampling.UniformTrainSampler;
import io.kinespark.preprocessing.shard.Reduction;
import io.kinespark.preprocessing.shard.ShardOptions;
import io.kinespark.preprocessing.shard.ShardWriter;
import io.kinespark.preprocessing.shard.Storage;
import io.kinespark.preprocessing.shard.VideoPacker;
import io.kinespark.preprocessing.source.ClipLoader;
import io.kinespark.preprocessing.source.FrameSources;
import io.kinespark.preprocessing.video.DecodeOptions;
import io.kinespark.preprocessing.video.EncodeOptions.Codec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A training clip of 8 frames out of a 10 s video: sampled, read, cropped, resized to 224x224, as a
 * loader thread does it, from the video itself and from every kind of shard.
 */
class ClipBenchmark {

  private static final Configuration HADOOP = new Configuration();
  private static final int CLIPS = 24;

  @TempDir private Path folder;

  @Test
  void clipsPerCpuSecond() throws Exception {
    Path video = BenchmarkClip.in(folder);
    VideoRecord file = VideoRecord.listed("video", video.toString(), List.of(0), Split.TRAIN);
    Reduction reduction = new Reduction(256, 0);
    VideoRecord original = pack(file, new Storage.Original());
    VideoRecord indexed = pack(file, new Storage.Encoded(reduction, Codec.H264, 8, 20));
    VideoRecord jpeg = pack(file, new Storage.Jpeg(reduction, 95));
    measure(
        "dense, 8 frames of a window of 64", new DenseTrainSampler(8, 64), original, indexed, jpeg);
    measure(
        "uniform, 8 frames of the whole video",
        new UniformTrainSampler(8),
        original,
        indexed,
        jpeg);
  }

  private static void measure(
      String title,
      ClipSampler sampler,
      VideoRecord original,
      VideoRecord indexed,
      VideoRecord jpeg)
      throws Exception {
    ClipLoader loader =
        new ClipLoader(
            new FrameSources(HADOOP, DecodeOptions.defaults()),
            sampler,
            TanetTransforms.kineticsTrain());
    new Rates("clips")
        .addHere("from the video", () -> load(loader, original, CLIPS))
        .addHere(
            "from a shard, format video, a key frame every 8",
            () -> load(loader, indexed, 4 * CLIPS))
        .addHere("from a shard, format jpeg, quality 95", () -> load(loader, jpeg, 10 * CLIPS))
        .measure(title);
  }

  private static long load(ClipLoader loader, VideoRecord record, int clips) throws IOException {
    byte[] out = new byte[loader.sampleBytes()];
    for (int i = 0; i < clips; i++) {
      loader.load(record, SampleRandom.of(1, i, record.id(), 0), out, 0);
    }
    return clips;
  }

  private VideoRecord pack(VideoRecord record, Storage storage) throws IOException {
    ShardOptions options = new ShardOptions(1L << 30, storage);
    try (ShardWriter writer =
        new ShardWriter(
            FileSystem.getLocal(HADOOP),
            new org.apache.hadoop.fs.Path(folder.toUri()),
            storage.getClass().getSimpleName(),
            "0",
            options)) {
      VideoRecord packed =
          new VideoPacker(HADOOP, DecodeOptions.defaults(), options).pack(record, writer);
      writer.finish();
      return packed;
    }
  }
}
