package io.kinespark.verification.pipeline;

import io.kinespark.models.checkpoint.HostTensor;
import io.kinespark.preprocessing.augment.AlongLongSideCrop;
import io.kinespark.preprocessing.augment.BeforeLastRandomCrop;
import io.kinespark.preprocessing.augment.ClipTransform;
import io.kinespark.preprocessing.augment.Cropper;
import io.kinespark.preprocessing.augment.FrameRenderer;
import io.kinespark.preprocessing.augment.FrameResize;
import io.kinespark.preprocessing.augment.HorizontalFlip;
import io.kinespark.preprocessing.augment.Interpolation;
import io.kinespark.preprocessing.augment.LabelSwap;
import io.kinespark.preprocessing.augment.TransformPlan;
import io.kinespark.preprocessing.sampling.ClosedSegmentRandomSampler;
import io.kinespark.preprocessing.video.FrameSize;
import io.kinespark.preprocessing.video.RgbFrame;
import io.kinespark.verification.reference.CaseJson;
import io.kinespark.verification.reference.CaseNode;
import io.kinespark.verification.reference.CaseResult;
import io.kinespark.verification.reference.CaseRunner;
import io.kinespark.verification.reference.ReferenceCase;
import io.kinespark.verification.reference.TensorComparison;
import io.kinespark.verification.reference.UnsupportedCaseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * VoV3D's cases of pixels: from decoded frames to the network's input, in training by the draws
 * that the case gives and in the test view by view. The answers are float32 throughout, so the
 * pixels are made without the rounding to bytes; that the bytes which the jobs use are the nearest
 * ones is checked beside.
 */
final class Vov3dPixelRunner implements CaseRunner {
  private static final double MEAN = 0.45 * 255;
  private static final double STD = 0.225 * 255;
  private static final float HALF_LEVEL = 0.5f;
  private static final int CROPS = 3;
  private static final double FLIPPED = 0.5;

  private final FrameRenderer renderer = new FrameRenderer();

  @Override
  public boolean supports(ReferenceCase reference) {
    return reference.kind().equals("preprocess") && reference.json().has("jitter_scales");
  }

  @Override
  public CaseResult run(ReferenceCase reference) {
    TensorComparison comparison = new TensorComparison(reference);
    CaseNode json = reference.json();
    json.only("dataset", "kinetics", "ssv1", "ssv2");
    json.only("frame_choice", "lower bound of each segment");
    json.only("flip", false, true);
    List<RgbFrame> frames = frames(json);
    test(comparison, reference, frames);
    for (int i = 0; i < json.path("train_draws").size(); i++) {
      train(comparison, "train" + i, json, frames, json.path("train_draws").path(i));
    }
    return comparison.result();
  }

  /** All frames, or the lowest frame of each segment. */
  private static List<RgbFrame> frames(CaseNode json) {
    List<RgbFrame> decoded =
        StreamFrames.of(
            json.path("frames_stream").asText(), CaseJson.ints(json.path("frames_shape")));
    int wanted = json.path("num_frames").asInt();
    if (decoded.size() == wanted) {
      return decoded;
    }
    int[] lowest =
        new ClosedSegmentRandomSampler(wanted, /* clips= */ 1)
            .sample(decoded.size(), new ShareDraws(0))
            .indices();
    return Arrays.stream(lowest).mapToObj(decoded::get).toList();
  }

  /** View k shows crop k mod 3. */
  private void test(TensorComparison comparison, ReferenceCase reference, List<RgbFrame> frames) {
    if (!comparison.expects("test")) {
      return;
    }
    CaseNode json = reference.json();
    int side = json.path("test_crop").asInt(json.path("crop").asInt());
    ClipTransform transform =
        transform(
            new FrameResize.ShortSideFloor(side),
            AlongLongSideCrop.three(side),
            side,
            HorizontalFlip.never());
    TransformPlan plan = transform.plan(frames.get(0).size(), new ShareDraws(0));
    float[] crops = levels(comparison, plan, frames);
    int views = Math.toIntExact(reference.tensors().get("test").shape()[0]);
    int cropLength = crops.length / CROPS;
    float[] repeated = new float[views * cropLength];
    for (int view = 0; view < views; view++) {
      System.arraycopy(crops, view % CROPS * cropLength, repeated, view * cropLength, cropLength);
    }
    comparison.tensor("test", normalized(json, views, frames.size(), side, repeated));
  }

  private void train(
      TensorComparison comparison,
      String name,
      CaseNode json,
      List<RgbFrame> frames,
      CaseNode given) {
    int side = json.path("train_crop").asInt(json.path("crop").asInt());
    int[] scales = CaseJson.ints(json.path("jitter_scales"));
    FrameResize resize =
        new FrameResize.RandomShortSide(
            scales[0], scales[1], json.path("inverse_uniform").asBoolean());
    FrameSize frame = frames.get(0).size();
    double scale = given.path("scale_fraction").asDouble();
    FrameSize resized = resize.resized(frame, new ShareDraws(scale));
    List<Double> shares = new ArrayList<>(List.of(scale));
    if (resized.height() > side) {
      shares.add(given.path("y_fraction").asDouble());
    }
    if (resized.width() > side) {
      shares.add(given.path("x_fraction").asDouble());
    }
    shares.add(given.path("flip_draw").asDouble(1));
    ShareDraws draws = new ShareDraws(shares.stream().mapToDouble(Double::doubleValue).toArray());
    ClipTransform transform =
        transform(
            resize,
            new BeforeLastRandomCrop(side),
            side,
            new HorizontalFlip(flipProbability(json), LabelSwap.none()));
    float[] levels = levels(comparison, transform.plan(frame, draws), frames);
    comparison.exact(
        name + " bounds of draws",
        given.has("randint_high"),
        IntStream.of(CaseJson.ints(given.path("randint_high"))).boxed().toList(),
        draws.highs());
    comparison.tensor(
        name,
        normalized(json, 1, frames.size(), side, levels).reshape(3, frames.size(), side, side));
  }

  /** {@code flip_probability}, or by {@code flip} half of the clips or none. */
  private static double flipProbability(CaseNode json) {
    double usual = json.path("flip").asBoolean() ? FLIPPED : 0;
    double probability = json.path("flip_probability").asDouble(usual);
    if (json.has("flip") && json.path("flip").asBoolean() != probability > 0) {
      throw new UnsupportedCaseException(
          "flip is %s and flip_probability is %s; they must agree"
              .formatted(json.path("flip"), json.path("flip_probability")));
    }
    return probability;
  }

  private static ClipTransform transform(
      FrameResize resize, Cropper cropper, int side, HorizontalFlip flip) {
    return new ClipTransform(resize, cropper, FrameSize.square(side), flip)
        .withInterpolation(Interpolation.FLOAT);
  }

  private float[] levels(TensorComparison comparison, TransformPlan plan, List<RgbFrame> frames) {
    float[] levels = renderer.renderLevels(plan, frames);
    byte[] bytes = new byte[levels.length];
    renderer.render(plan, frames, bytes, 0);
    for (int i = 0; i < levels.length; i++) {
      if (Math.abs((bytes[i] & 0xff) - levels[i]) > HALF_LEVEL) {
        comparison.failure("a byte is %d for level %s".formatted(bytes[i] & 0xff, levels[i]));
        break;
      }
    }
    return levels;
  }

  private static HostTensor normalized(
      CaseNode json, int views, int frames, int side, float[] levels) {
    return new NormalizedViews(
            views,
            frames,
            FrameSize.square(side),
            new double[] {MEAN, MEAN, MEAN},
            new double[] {STD, STD, STD},
            json.path("reverse_channels").asBoolean())
        .of(levels);
  }
}
