package io.kinespark.verification.pipeline;

import io.kinespark.models.checkpoint.ElementType;
import io.kinespark.models.checkpoint.HostTensor;
import io.kinespark.preprocessing.augment.CenterCrop;
import io.kinespark.preprocessing.augment.ClipTransform;
import io.kinespark.preprocessing.augment.CropBox;
import io.kinespark.preprocessing.augment.Cropper;
import io.kinespark.preprocessing.augment.FrameRenderer;
import io.kinespark.preprocessing.augment.FrameResize;
import io.kinespark.preprocessing.augment.HorizontalFlip;
import io.kinespark.preprocessing.augment.Interpolation;
import io.kinespark.preprocessing.augment.LabelSwap;
import io.kinespark.preprocessing.augment.MultiScaleCrop;
import io.kinespark.preprocessing.augment.TransformPlan;
import io.kinespark.preprocessing.augment.WholeFrame;
import io.kinespark.preprocessing.video.FrameSize;
import io.kinespark.preprocessing.video.RgbFrame;
import io.kinespark.verification.reference.CaseJson;
import io.kinespark.verification.reference.CaseResult;
import io.kinespark.verification.reference.CaseRunner;
import io.kinespark.verification.reference.ReferenceCase;
import io.kinespark.verification.reference.TensorComparison;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * SDCOM's cases of pixels: frames brought to 320x256, then the middle 224 pixels ({@code val}) or a
 * multi-scale crop ({@code train.a}, {@code train.b}, ...), of which the case keeps every 14th row
 * and column and the mean of each channel. Which crops, and which of them are mirrored, a case says
 * in its words: "... fixed at (0,4),(4,7) then (b: horizontal flip) ...".
 */
final class SdcomPixelRunner implements CaseRunner {
  private static final FrameSize RESIZED = new FrameSize(320, 256);
  private static final int INPUT = 224;
  private static final int CHANNELS = 3;
  private static final int RESIZED_STEP = 16;
  private static final int VIEW_STEP = 14;
  private static final double[] MEAN = {0.485 * 255, 0.456 * 255, 0.406 * 255};
  private static final double[] STD = {0.229 * 255, 0.224 * 255, 0.225 * 255};
  private static final MultiScaleCrop MULTI_SCALE = MultiScaleCrop.standard(INPUT);
  private static final int PLACES = 13;
  private static final Pattern DRAWN = Pattern.compile("fixed at (?<pairs>[()\\d, ]+\\))");
  private static final Pattern PAIR = Pattern.compile("\\((?<size>\\d+), *(?<place>\\d+)\\)");
  private static final Pattern MIRRORED = Pattern.compile("\\((?<names>[a-z, ]+): horizontal flip");
  private static final Pattern FRAMES = Pattern.compile("\\.frame\\{[\\d,]+}$");
  private static final Pattern OFFSETS = Pattern.compile("offsets\\.pair(?<size>\\d+)");

  private final FrameRenderer renderer = new FrameRenderer();

  @Override
  public boolean supports(ReferenceCase reference) {
    return reference.kind().equals("transforms");
  }

  @Override
  public CaseResult run(ReferenceCase reference) {
    TensorComparison comparison = new TensorComparison(reference);
    List<RgbFrame> frames = frames(reference);
    comparison.whole("frames", bytes(frames, rows(reference, frames.get(0).size().height())));
    ShareDraws none = new ShareDraws(0);
    ClipTransform whole = transform(new WholeFrame(), RESIZED, HorizontalFlip.never());
    comparison.whole("resized", thinned(rendered(whole.plan(frames.get(0).size(), none), frames)));
    comparison.whole("crop_pairs", sizes());
    for (String tensor : reference.tensors().tensors().keySet()) {
      Matcher offsets = OFFSETS.matcher(tensor);
      if (offsets.matches()) {
        comparison.whole(tensor, places(Integer.parseInt(offsets.group("size"))));
      }
    }
    ClipTransform middle =
        transform(new CenterCrop(INPUT), FrameSize.square(INPUT), HorizontalFlip.never());
    view(comparison, "val", middle.plan(frames.get(0).size(), none), frames);
    train(comparison, reference.what(), frames);
    return comparison.result();
  }

  private static List<RgbFrame> frames(ReferenceCase reference) {
    int[] shape = CaseJson.ints(reference.json().path("input").path("shape"));
    FrameSize size = new FrameSize(shape[2], shape[1]);
    String stream = FRAMES.matcher(reference.inputName()).replaceFirst("") + ".frame";
    return IntStream.range(0, shape[0])
        .mapToObj(frame -> StreamFrames.of(stream + frame, 1, size).get(0))
        .toList();
  }

  /** How many rows of each frame the case keeps. */
  private static int rows(ReferenceCase reference, int height) {
    int rows = reference.json().path("frames_rows").asInt(height);
    reference.require(rows > 0 && rows <= height, "frames_rows", "1 to " + height);
    return rows;
  }

  /** The uppermost rows of frames. */
  private static HostTensor bytes(List<RgbFrame> frames, int rows) {
    int width = frames.get(0).size().width();
    int kept = rows * width * CHANNELS;
    byte[] all = new byte[frames.size() * kept];
    for (int f = 0; f < frames.size(); f++) {
      System.arraycopy(frames.get(f).rgb(), 0, all, f * kept, kept);
    }
    return HostTensor.of(ElementType.UINT8, all, frames.size(), rows, width, CHANNELS);
  }

  private static ClipTransform transform(Cropper cropper, FrameSize output, HorizontalFlip flip) {
    return new ClipTransform(new FrameResize.Exact(RESIZED), cropper, output, flip)
        .withInterpolation(Interpolation.PILLOW);
  }

  private byte[] rendered(TransformPlan plan, List<RgbFrame> frames) {
    byte[] pixels = new byte[frames.size() * plan.output().rgbBytes()];
    renderer.render(plan, frames, pixels, 0);
    return pixels;
  }

  /** Every 16th row and column of 320x256 pictures, {@code [frames, 16, 20, 3]}. */
  private static HostTensor thinned(byte[] pixels) {
    int frames = pixels.length / RESIZED.rgbBytes();
    int height = RESIZED.height() / RESIZED_STEP;
    int width = RESIZED.width() / RESIZED_STEP;
    byte[] kept = new byte[frames * height * width * CHANNELS];
    for (int i = 0; i < kept.length / CHANNELS; i++) {
      int x = i % width * RESIZED_STEP;
      int y = i / width * RESIZED_STEP;
      System.arraycopy(pixels, (y * RESIZED.width() + x) * CHANNELS, kept, i * CHANNELS, CHANNELS);
    }
    return HostTensor.of(ElementType.UINT8, kept, frames, height, width, CHANNELS);
  }

  private static HostTensor sizes() {
    long[] sizes =
        MULTI_SCALE.candidates(RESIZED).stream()
            .flatMap(size -> Stream.of(size.width(), size.height()))
            .mapToLong(Integer::longValue)
            .toArray();
    return HostTensor.ofLongs(sizes, sizes.length / 2, 2);
  }

  private static HostTensor places(int size) {
    long[] places =
        IntStream.range(0, PLACES)
            .mapToObj(place -> box(size, place))
            .flatMapToInt(box -> IntStream.of(box.x(), box.y()))
            .asLongStream()
            .toArray();
    return HostTensor.ofLongs(places, PLACES, 2);
  }

  private static CropBox box(int size, int place) {
    return MULTI_SCALE.views(RESIZED, draws(size, place)).get(0).box();
  }

  /** Draws of a size and a place by their indices. */
  private static ShareDraws draws(int size, int place) {
    double half = 0.5;
    return new ShareDraws(
        (size + half) / MULTI_SCALE.candidates(RESIZED).size(), (place + half) / PLACES, half);
  }

  private void train(TensorComparison comparison, String what, List<RgbFrame> frames) {
    Matcher drawn = DRAWN.matcher(what);
    Matcher pairs = PAIR.matcher(drawn.find() ? drawn.group("pairs") : "");
    Matcher flips = MIRRORED.matcher(what);
    String mirrored = flips.find() ? flips.group("names") : "";
    for (char letter = 'a'; pairs.find(); letter++) {
      int size = Integer.parseInt(pairs.group("size"));
      int place = Integer.parseInt(pairs.group("place"));
      String name = "train." + letter;
      CropBox box = box(size, place);
      comparison.whole(name + ".box", SampledRows.of(box.width(), box.height(), box.x(), box.y()));
      HorizontalFlip flip =
          new HorizontalFlip(mirrored.indexOf(letter) < 0 ? 0 : 1, LabelSwap.none());
      ClipTransform transform = transform(MULTI_SCALE, FrameSize.square(INPUT), flip);
      view(comparison, name, transform.plan(frames.get(0).size(), draws(size, place)), frames);
    }
  }

  private void view(
      TensorComparison comparison, String name, TransformPlan plan, List<RgbFrame> frames) {
    float[] view =
        new NormalizedViews(frames.size(), 1, plan.output(), MEAN, STD, /* reversed= */ false)
            .of(rendered(plan, frames))
            .toFloats();
    int plane = INPUT * INPUT;
    int kept = INPUT / VIEW_STEP;
    float[] grid = new float[frames.size() * CHANNELS * kept * kept];
    for (int i = 0; i < grid.length; i++) {
      int x = i % kept * VIEW_STEP;
      int y = i / kept % kept * VIEW_STEP;
      grid[i] = view[i / (kept * kept) * plane + y * INPUT + x];
    }
    double[] means = new double[frames.size() * CHANNELS];
    for (int i = 0; i < view.length; i++) {
      means[i / plane] += view[i] / plane;
    }
    comparison.tensor(name, HostTensor.ofFloats(grid, frames.size(), CHANNELS, kept, kept));
    comparison.tensor(name + ".mean", HostTensor.ofDoubles(means, frames.size(), CHANNELS));
  }
}
