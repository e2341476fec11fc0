package io.kinespark.spark.config;

import io.kinespark.preprocessing.augment.AlongLongSideCrop;
import io.kinespark.preprocessing.augment.AlongWidthCrop;
import io.kinespark.preprocessing.augment.BeforeLastRandomCrop;
import io.kinespark.preprocessing.augment.CenterCrop;
import io.kinespark.preprocessing.augment.ChannelOrder;
import io.kinespark.preprocessing.augment.ClipTransform;
import io.kinespark.preprocessing.augment.ColourJitter;
import io.kinespark.preprocessing.augment.CropFit;
import io.kinespark.preprocessing.augment.Cropper;
import io.kinespark.preprocessing.augment.FrameResize;
import io.kinespark.preprocessing.augment.HorizontalFlip;
import io.kinespark.preprocessing.augment.Interpolation;
import io.kinespark.preprocessing.augment.MixedAxesResizedCrop;
import io.kinespark.preprocessing.augment.MultiScaleCrop;
import io.kinespark.preprocessing.augment.PublishedColourJitter;
import io.kinespark.preprocessing.augment.RandomCrop;
import io.kinespark.preprocessing.augment.RandomResizedCrop;
import io.kinespark.preprocessing.augment.TenCrop;
import io.kinespark.preprocessing.augment.ThreeCrop;
import io.kinespark.preprocessing.augment.WholeFrame;
import io.kinespark.preprocessing.video.FrameSize;
import io.kinespark.settings.Interval;
import java.util.List;

/**
 * Reads the section {@code kinespark.augment}: what holds for every use, and the sections of the
 * uses.
 *
 * @param interpolation how pixels of resized pictures are made
 * @param channels order of a pixel's values
 */
record AugmentSection(Interpolation interpolation, ChannelOrder channels) {
  private static final Interval PIXELS = Interval.atLeast(1);
  private static final Interval SHARE_ABOVE_0 = new Interval(0, false, 1, true);

  private enum TrainResize {
    SHORT_SIDE,
    SHORT_SIDE_FLOOR,
    RANDOM_SHORT_SIDE,
    RANDOM_RESCALE,
    EXACT,
    KEEP
  }

  private enum Resize {
    SHORT_SIDE,
    SHORT_SIDE_FLOOR,
    EXACT,
    KEEP
  }

  private enum TrainCrop {
    WHOLE,
    CENTER,
    RANDOM,
    BEFORE_LAST,
    MULTI_SCALE,
    RANDOM_RESIZED,
    MIXED_AXES
  }

  private enum FixedCrop {
    WHOLE,
    CENTER,
    THREE,
    ALONG_WIDTH,
    TEN,
    ALONG_LONG_SIDE
  }

  /** Reads what holds for every use, {@code root} being at {@code kinespark}. */
  static AugmentSection read(ConfigReader root) {
    ConfigReader augment = root.section("augment");
    return new AugmentSection(
        augment.choice("interpolation", Interpolation.class),
        augment.choice("channels", ChannelOrder.class));
  }

  /** The transform of the section {@code train}, which draws crops and mirrors. */
  ClipTransform train(ConfigReader train) {
    FrameResize resize = trainResize(train.section("resize"));
    Cropper crop = trainCrop(train.section("crop"));
    requireFit(resize, crop, train.section("crop"));
    return new ClipTransform(
        resize,
        crop,
        size(train.section("output")),
        flip(train.section("flip")),
        colour(train.section("colour")),
        interpolation,
        /* cropsTakeTurns= */ false,
        channels,
        multiple(train.section("output")));
  }

  /**
   * The transform of the section {@code validation} or {@code test}, which is the same every time
   * unless it is to be training's.
   *
   * @param root at {@code kinespark}
   * @param use the section
   */
  ClipTransform evaluation(ConfigReader root, ConfigReader use) {
    ConfigReader crop = use.section("crop");
    ClipTransform fixed =
        new ClipTransform(
            fixedResize(use.section("resize")),
            fixedCrop(crop),
            size(use.section("output")),
            HorizontalFlip.never(),
            ColourJitter.none(),
            interpolation,
            crop.flag("take-turns"),
            channels,
            multiple(use.section("output")));
    if (use.flag("as-train")) {
      return train(root.section("augment.train"));
    }
    requireFit(fixed.resize(), fixed.cropper(), crop);
    return fixed;
  }

  private static void requireFit(FrameResize resize, Cropper cropper, ConfigReader crop) {
    CropFit.problem(resize, cropper)
        .ifPresent(
            problem -> crop.problem(cropper instanceof RandomCrop ? "width" : "side", problem));
  }

  private static ColourJitter colour(ConfigReader colour) {
    Interval share = Interval.between(0, 1);
    return new ColourJitter(
        colour.number("brightness", share),
        colour.number("saturation", share),
        colour.number("contrast", share),
        colour.number("grey", share),
        new PublishedColourJitter(
            colour.flag("photometric"), colour.number("lighting", Interval.atLeast(0))));
  }

  private static FrameResize trainResize(ConfigReader resize) {
    int length = resize.integer("length", PIXELS);
    int longest = resize.integer("longest", PIXELS);
    boolean inverse = resize.flag("inverse");
    FrameSize size = size(resize);
    return switch (resize.choice("kind", TrainResize.class)) {
      case SHORT_SIDE -> new FrameResize.ShortSide(length);
      case SHORT_SIDE_FLOOR -> new FrameResize.ShortSideFloor(length);
      case RANDOM_SHORT_SIDE ->
          resize.build(
              () -> new FrameResize.RandomShortSide(length, longest, inverse),
              new FrameResize.Keep());
      case RANDOM_RESCALE ->
          resize.build(
              () -> new FrameResize.RandomRescale(length, longest), new FrameResize.Keep());
      case EXACT -> new FrameResize.Exact(size);
      case KEEP -> new FrameResize.Keep();
    };
  }

  private static FrameResize fixedResize(ConfigReader resize) {
    int length = resize.integer("length", PIXELS);
    FrameSize size = size(resize);
    return switch (resize.choice("kind", Resize.class)) {
      case SHORT_SIDE -> new FrameResize.ShortSide(length);
      case SHORT_SIDE_FLOOR -> new FrameResize.ShortSideFloor(length);
      case EXACT -> new FrameResize.Exact(size);
      case KEEP -> new FrameResize.Keep();
    };
  }

  private static Cropper trainCrop(ConfigReader crop) {
    int side = crop.integer("side", PIXELS);
    FrameSize size = size(crop);
    List<Double> scales = crop.numbers("scales", SHARE_ABOVE_0);
    int maxGap = crop.integer("max-gap", Interval.atLeast(0));
    MultiScaleCrop.Positions positions = crop.choice("positions", MultiScaleCrop.Positions.class);
    List<Double> area = range(crop, "area", SHARE_ABOVE_0);
    List<Double> ratio = range(crop, "ratio", Interval.above(0));
    return switch (crop.choice("kind", TrainCrop.class)) {
      case WHOLE -> new WholeFrame();
      case CENTER -> new CenterCrop(side);
      case RANDOM -> new RandomCrop(size);
      case BEFORE_LAST -> new BeforeLastRandomCrop(side);
      case MULTI_SCALE ->
          crop.build(
              () -> new MultiScaleCrop(side, scales, maxGap, positions),
              MultiScaleCrop.standard(side));
      case RANDOM_RESIZED ->
          new RandomResizedCrop(area.get(0), area.get(1), ratio.get(0), ratio.get(1));
      case MIXED_AXES ->
          new MixedAxesResizedCrop(area.get(0), area.get(1), ratio.get(0), ratio.get(1));
    };
  }

  private static Cropper fixedCrop(ConfigReader crop) {
    int side = crop.integer("side", PIXELS);
    List<AlongLongSideCrop.Place> places = crop.choices("places", AlongLongSideCrop.Place.class);
    return switch (crop.choice("kind", FixedCrop.class)) {
      case WHOLE -> new WholeFrame();
      case CENTER -> new CenterCrop(side);
      case THREE -> new ThreeCrop(side);
      case ALONG_WIDTH -> new AlongWidthCrop(side);
      case TEN -> new TenCrop(side);
      case ALONG_LONG_SIDE ->
          crop.build(() -> new AlongLongSideCrop(side, places), AlongLongSideCrop.three(side));
    };
  }

  private static int multiple(ConfigReader output) {
    return output.integer("multiple", PIXELS);
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
