package io.kinespark.spark.config;

import io.kinespark.preprocessing.augment.CenterCrop;
import io.kinespark.preprocessing.augment.ClipTransform;
import io.kinespark.preprocessing.augment.ColourJitter;
import io.kinespark.preprocessing.augment.Cropper;
import io.kinespark.preprocessing.augment.FrameResize;
import io.kinespark.preprocessing.augment.HorizontalFlip;
import io.kinespark.preprocessing.augment.Interpolation;
import io.kinespark.preprocessing.augment.MultiScaleCrop;
import io.kinespark.preprocessing.augment.RandomCrop;
import io.kinespark.preprocessing.augment.RandomResizedCrop;
import io.kinespark.preprocessing.augment.TenCrop;
import io.kinespark.preprocessing.augment.ThreeCrop;
import io.kinespark.preprocessing.augment.WholeFrame;
import io.kinespark.preprocessing.video.FrameSize;
import java.util.List;

/** Reads the sections {@code kinespark.augment.train}, {@code .validation} and {@code .test}. */
final class AugmentSection {
  private static final Interval PIXELS = Interval.atLeast(1);

  private enum Resize {
    SHORT_SIDE,
    EXACT,
    KEEP
  }

  private enum TrainCrop {
    WHOLE,
    CENTER,
    RANDOM,
    MULTI_SCALE,
    RANDOM_RESIZED
  }

  private enum FixedCrop {
    WHOLE,
    CENTER,
    THREE,
    TEN
  }

  private AugmentSection() {}

  /** A transform that draws crops and mirrors at random. */
  static ClipTransform train(ConfigReader use) {
    return new ClipTransform(
        resize(use.section("resize")),
        trainCrop(use.section("crop")),
        size(use.section("output")),
        flip(use.section("flip")),
        colour(use.section("colour")),
        Interpolation.OPENCV);
  }

  private static ColourJitter colour(ConfigReader colour) {
    Interval share = Interval.between(0, 1);
    return new ColourJitter(
        colour.number("brightness", share),
        colour.number("saturation", share),
        colour.number("contrast", share),
        colour.number("grey", share));
  }

  /** A transform that is the same every time. */
  static ClipTransform fixed(ConfigReader use) {
    return new ClipTransform(
        resize(use.section("resize")),
        fixedCrop(use.section("crop")),
        size(use.section("output")),
        HorizontalFlip.never());
  }

  private static FrameResize resize(ConfigReader resize) {
    int length = resize.integer("length", PIXELS);
    FrameSize size = size(resize);
    return switch (resize.choice("kind", Resize.class)) {
      case SHORT_SIDE -> new FrameResize.ShortSide(length);
      case EXACT -> new FrameResize.Exact(size);
      case KEEP -> new FrameResize.Keep();
    };
  }

  private static Cropper trainCrop(ConfigReader crop) {
    int side = crop.integer("side", PIXELS);
    FrameSize size = size(crop);
    List<Double> scales = crop.numbers("scales", new Interval(0, false, 1, true));
    int maxGap = crop.integer("max-gap", Interval.atLeast(0));
    List<Double> area = range(crop, "area", new Interval(0, false, 1, true));
    List<Double> ratio = range(crop, "ratio", Interval.above(0));
    return switch (crop.choice("kind", TrainCrop.class)) {
      case WHOLE -> new WholeFrame();
      case CENTER -> new CenterCrop(side);
      case RANDOM -> new RandomCrop(size);
      case MULTI_SCALE ->
          crop.build(() -> new MultiScaleCrop(side, scales, maxGap), MultiScaleCrop.standard(side));
      case RANDOM_RESIZED ->
          new RandomResizedCrop(area.get(0), area.get(1), ratio.get(0), ratio.get(1));
    };
  }

  private static Cropper fixedCrop(ConfigReader crop) {
    int side = crop.integer("side", PIXELS);
    return switch (crop.choice("kind", FixedCrop.class)) {
      case WHOLE -> new WholeFrame();
      case CENTER -> new CenterCrop(side);
      case THREE -> new ThreeCrop(side);
      case TEN -> new TenCrop(side);
    };
  }

  private static FrameSize size(ConfigReader section) {
    return new FrameSize(section.integer("width", PIXELS), section.integer("height", PIXELS));
  }

  private static HorizontalFlip flip(ConfigReader flip) {
    double probability = flip.number("probability", Interval.between(0, 1));
    return new HorizontalFlip(probability, LabelPairs.read(flip, "swap"));
  }

  private static List<Double> range(ConfigReader crop, String key, Interval allowed) {
    List<Double> ends = crop.numbers(key, allowed);
    if (ends.size() != 2 || ends.get(0) > ends.get(1)) {
      crop.problem(key, "must be two numbers, the smaller one first, each " + allowed);
      return List.of(1.0, 1.0);
    }
    return ends;
  }
}
