package io.kinespark.spark.config;

import io.kinespark.models.ModelConfig;
import io.kinespark.preprocessing.sampling.BeyondEnd;
import io.kinespark.preprocessing.sampling.ClipSampler;
import io.kinespark.preprocessing.sampling.ClosedSegmentMiddleSampler;
import io.kinespark.preprocessing.sampling.ClosedSegmentRandomSampler;
import io.kinespark.preprocessing.sampling.CoarseToFineSampler;
import io.kinespark.preprocessing.sampling.DenseTestSampler;
import io.kinespark.preprocessing.sampling.DenseTrainSampler;
import io.kinespark.preprocessing.sampling.ShiftedSegmentsSampler;
import io.kinespark.preprocessing.sampling.ShortVideos;
import io.kinespark.preprocessing.sampling.SnippetTestSampler;
import io.kinespark.preprocessing.sampling.SnippetTrainSampler;
import io.kinespark.preprocessing.sampling.Stride;
import io.kinespark.preprocessing.sampling.StridedTestSampler;
import io.kinespark.preprocessing.sampling.StridedTrainSampler;
import io.kinespark.preprocessing.sampling.SuccessiveSampler;
import io.kinespark.preprocessing.sampling.TimedRandomSampler;
import io.kinespark.preprocessing.sampling.TimedTestSampler;
import io.kinespark.preprocessing.sampling.UniformTestSampler;
import io.kinespark.preprocessing.sampling.UniformTrainSampler;
import io.kinespark.settings.Interval;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Reads the section {@code kinespark.sampling}: what holds for every use, and the sections of the
 * uses.
 *
 * @param model the network that sees the clips
 * @param frames frames of a clip, T, or of all its snippets together
 * @param snippets snippets of a clip of kind snippets, U; as many as the model takes if not said
 * @param interval frames from one frame of a snippet or a strided clip to the next
 * @param intervalFps frames a second that {@code interval} is meant for; 0 for each video's own
 * @param beyondEnd what stands for frames of strided clips beyond the end of the video
 * @param rate frames at {@code targetFps} from one frame of a timed clip to the next
 * @param targetFps frames a second that {@code rate} is meant for
 * @param shortVideos what uniform sampling takes of too short a video
 * @param keepTail whether uniform sampling draws from segments that are no whole number of frames
 * @param order order of a clip's frames
 */
record SamplingSection(
    Supplier<ModelConfig> model,
    int frames,
    Optional<Integer> snippets,
    int interval,
    double intervalFps,
    BeyondEnd beyondEnd,
    int rate,
    double targetFps,
    ShortVideos shortVideos,
    boolean keepTail,
    Order order) {
  private static final Interval POSITIVE = Interval.atLeast(1);

  private enum Kind {
    DENSE,
    UNIFORM,
    SHIFTED_SEGMENTS,
    STRIDED,
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
        sampling.number("interval-fps", Interval.atLeast(0)),
        sampling.choice("beyond-end", BeyondEnd.class),
        sampling.integer("rate", POSITIVE),
        sampling.number("target-fps", Interval.above(0)),
        sampling.choice("short-videos", ShortVideos.class),
        sampling.flag("keep-tail"),
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
    int further = use.integer("random-clips", Interval.atLeast(0));
    DenseTestSampler.Starts starts = use.choice("starts", DenseTestSampler.Starts.class);
    if (use.flag("random")) {
      return ordered(random(use, clips + further, /* jitter= */ false));
    }
    ClipSampler fixed = fixed(use, clips, twice, starts);
    return ordered(
        further == 0
            ? fixed
            : SuccessiveSampler.of(fixed, random(use, 1, /* jitter= */ false), further));
  }

  private ClipSampler random(ConfigReader use, int clips, boolean jitter) {
    int range = range(use);
    Kind kind = use.choice("kind", Kind.class);
    ClipSampler one =
        switch (kind) {
          case DENSE -> new DenseTrainSampler(frames, range);
          case UNIFORM, SHIFTED_SEGMENTS -> new UniformTrainSampler(frames, shortVideos, keepTail);
          case STRIDED -> new StridedTrainSampler(stride(), jitter);
          case SNIPPETS ->
              new SnippetTrainSampler(snippets(use), framesPerSnippet(use), interval, jitter);
          case CLOSED_SEGMENTS -> new ClosedSegmentRandomSampler(frames, clips);
          case TIMED -> new TimedRandomSampler(frames, rate, targetFps);
        };
    return SuccessiveSampler.of(one, one, clips - one.clips());
  }

  private Stride stride() {
    return new Stride(frames, interval, intervalFps, beyondEnd);
  }

  private ClipSampler fixed(
      ConfigReader use, int clips, boolean twice, DenseTestSampler.Starts starts) {
    int range = range(use);
    return switch (use.choice("kind", Kind.class)) {
      case DENSE ->
          use.build(
              () -> new DenseTestSampler(frames, range, clips, starts),
              new DenseTestSampler(frames, range, clips));
      case UNIFORM -> new UniformTestSampler(frames, twice, shortVideos);
      case SHIFTED_SEGMENTS -> new ShiftedSegmentsSampler(frames, clips);
      case STRIDED -> new StridedTestSampler(stride(), clips);
      case SNIPPETS ->
          new SnippetTestSampler(snippets(use), framesPerSnippet(use), interval, clips, twice);
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
