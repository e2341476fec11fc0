package io.kinespark.spark.config;

import io.kinespark.models.ModelConfig;
import io.kinespark.preprocessing.sampling.ClipSampler;
import io.kinespark.preprocessing.sampling.ClosedSegmentMiddleSampler;
import io.kinespark.preprocessing.sampling.ClosedSegmentRandomSampler;
import io.kinespark.preprocessing.sampling.CoarseToFineSampler;
import io.kinespark.preprocessing.sampling.DenseTestSampler;
import io.kinespark.preprocessing.sampling.DenseTrainSampler;
import io.kinespark.preprocessing.sampling.ShortVideos;
import io.kinespark.preprocessing.sampling.SnippetTestSampler;
import io.kinespark.preprocessing.sampling.SnippetTrainSampler;
import io.kinespark.preprocessing.sampling.TimedRandomSampler;
import io.kinespark.preprocessing.sampling.TimedTestSampler;
import io.kinespark.preprocessing.sampling.UniformTestSampler;
import io.kinespark.preprocessing.sampling.UniformTrainSampler;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Reads the section {@code kinespark.sampling}: what holds for every use, and the sections of the
 * uses.
 *
 * @param model the network that sees the clips
 * @param frames frames of a clip, T, or of all its snippets together
 * @param snippets snippets of a clip of kind snippets, U; as many as the model takes if not said
 * @param interval frames from one frame of a snippet to the next
 * @param rate frames at {@code targetFps} from one frame of a timed clip to the next
 * @param targetFps frames a second that {@code rate} is meant for
 * @param shortVideos what uniform sampling takes of too short a video
 * @param order order of a clip's frames
 */
record SamplingSection(
    Supplier<ModelConfig> model,
    int frames,
    Optional<Integer> snippets,
    int interval,
    int rate,
    double targetFps,
    ShortVideos shortVideos,
    Order order) {
  private static final Interval POSITIVE = Interval.atLeast(1);

  private enum Kind {
    DENSE,
    UNIFORM,
    SNIPPETS,
    CLOSED_SEGMENTS,
    TIMED
  }

  /** In which order a clip holds its frames. */
  enum Order {
    TIME,
    COARSE_TO_FINE
  }

  /** Reads what holds for every use, {@code root} being at {@code kinespark}. */
  static SamplingSection read(ConfigReader root) {
    ConfigReader sampling = root.section("sampling");
    Supplier<ModelConfig> model = () -> ModelSettings.read(root).network().model();
    return new SamplingSection(
        model,
        sampling
            .optionalInteger("frames-per-clip", POSITIVE)
            .orElseGet(() -> model.get().framesPerClip()),
        sampling.optionalInteger("snippets", POSITIVE),
        sampling.integer("interval", POSITIVE),
        sampling.integer("rate", POSITIVE),
        sampling.number("target-fps", Interval.above(0)),
        sampling.choice("short-videos", ShortVideos.class),
        sampling.choice("order", Order.class));
  }

  /** The sampler of the section {@code train}, which draws. */
  ClipSampler train(ConfigReader train) {
    return ordered(random(train, 1, train.flag("jitter")));
  }

  /** The sampler of the section {@code validation} or {@code test}. */
  ClipSampler evaluation(ConfigReader use) {
    int clips = use.integer("clips", POSITIVE);
    boolean twice = use.flag("twice");
    return ordered(
        use.flag("random") ? random(use, clips, /* jitter= */ false) : fixed(use, clips, twice));
  }

  private ClipSampler random(ConfigReader use, int clips, boolean jitter) {
    int range = range(use);
    Kind kind = use.choice("kind", Kind.class);
    if (clips > 1 && kind != Kind.CLOSED_SEGMENTS) {
      use.problem("clips", "must be 1 where frames are random; only closed-segments draws several");
    }
    return switch (kind) {
      case DENSE -> new DenseTrainSampler(frames, range);
      case UNIFORM -> new UniformTrainSampler(frames, shortVideos);
      case SNIPPETS ->
          new SnippetTrainSampler(snippets(use), framesPerSnippet(use), interval, jitter);
      case CLOSED_SEGMENTS -> new ClosedSegmentRandomSampler(frames, clips);
      case TIMED -> new TimedRandomSampler(frames, rate, targetFps);
    };
  }

  private ClipSampler fixed(ConfigReader use, int clips, boolean twice) {
    int range = range(use);
    return switch (use.choice("kind", Kind.class)) {
      case DENSE -> new DenseTestSampler(frames, range, clips);
      case UNIFORM -> new UniformTestSampler(frames, twice, shortVideos);
      case SNIPPETS ->
          new SnippetTestSampler(snippets(use), framesPerSnippet(use), interval, clips);
      case CLOSED_SEGMENTS -> new ClosedSegmentMiddleSampler(frames);
      case TIMED -> new TimedTestSampler(frames, rate, targetFps, clips);
    };
  }

  private int snippets(ConfigReader use) {
    int ofModel = model.get().snippets();
    int own = snippets.orElse(ofModel);
    if (ofModel > 1 && own != ofModel) {
      use.problem(
          "kind",
          "takes %d snippets where the model aggregates %d; see sampling.snippets, which need not be set"
              .formatted(own, ofModel));
    }
    return own;
  }

  private int framesPerSnippet(ConfigReader use) {
    int own = snippets(use);
    if (frames % own != 0) {
      use.problem(
          "kind",
          "needs clips that are a whole number of frames for each of %d snippets, not %d; see sampling.snippets and sampling.frames-per-clip"
              .formatted(own, frames));
    }
    return Math.max(1, frames / own);
  }

  private int range(ConfigReader use) {
    return use.integer("range", Interval.atLeast(frames));
  }

  private ClipSampler ordered(ClipSampler sampler) {
    return switch (order) {
      case TIME -> sampler;
      case COARSE_TO_FINE -> new CoarseToFineSampler(sampler);
    };
  }
}
