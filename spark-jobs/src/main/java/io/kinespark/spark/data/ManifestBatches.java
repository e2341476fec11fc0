package io.kinespark.spark.data;

import io.kinespark.preprocessing.augment.ClipTransform;
import io.kinespark.preprocessing.manifest.VideoRecord;
import io.kinespark.preprocessing.sampling.ClipSampler;
import io.kinespark.preprocessing.sampling.SampleRandom;
import io.kinespark.preprocessing.video.DecodeOptions;
import io.kinespark.spark.engine.BatchSource;
import io.kinespark.spark.engine.BatchSourceFactory;
import io.kinespark.spark.engine.EpochPlan;
import io.kinespark.spark.engine.IterationIndex;
import java.io.IOException;
import java.util.List;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Training batches of the videos of a manifest, packed or not.
 *
 * @param records the training set: ready and labelled
 * @param targets which labels of a video are trained on
 * @param plan how an epoch is cut into batches
 * @param epochs epochs of the run; nothing is read beyond them
 * @param sampler which frames
 * @param transform what happens to them
 * @param decode how video files are decoded
 * @param loader how far to read ahead
 * @param seed decides order, frames and augmentation, together with epoch and sample
 * @param hadoop finds file systems
 */
public record ManifestBatches(
    List<VideoRecord> records,
    TargetRule targets,
    EpochPlan plan,
    int epochs,
    ClipSampler sampler,
    ClipTransform transform,
    DecodeOptions decode,
    LoaderOptions loader,
    long seed,
    SerializableConfiguration hadoop)
    implements BatchSourceFactory {

  /** Checks that the records can be trained on and that a sample is one clip. */
  public ManifestBatches {
    records = List.copyOf(records);
    if (records.size() != plan.samples()) {
      throw new IllegalArgumentException(
          "the plan is for " + plan.samples() + " samples, the manifest has " + records.size());
    }
    targets.require(records);
    if (sampler.clips() != 1 || transform.crops() != 1) {
      throw new IllegalArgumentException(
          "training takes one clip and one crop of a video, not "
              + sampler.clips()
              + " and "
              + transform.crops()
              + "; see sampling.train and augment.train");
    }
  }

  @Override
  public BatchSource open(int replica, IterationIndex first) {
    var clips = new SampleReader(hadoop.value(), decode, sampler, transform);
    return new PrefetchingBatchSource(
        plan,
        replica,
        first,
        Math.multiplyExact(epochs, plan.iterations()),
        new EpochOrder(records.size(), seed),
        targets.form(),
        (sample, epoch, into, offset) -> read(clips, sample, epoch, into, offset),
        new ClipShape(
            sampler.framesPerClip(), transform.output().height(), transform.output().width()),
        loader);
  }

  private List<Integer> read(SampleReader clips, int sample, int epoch, byte[] into, int offset)
      throws IOException {
    VideoRecord record = records.get(sample);
    List<Integer> labels =
        clips.read(record, () -> SampleRandom.of(seed, epoch, record.id(), 0), into, offset);
    return targets.of(record.id(), labels, seed);
  }
}
