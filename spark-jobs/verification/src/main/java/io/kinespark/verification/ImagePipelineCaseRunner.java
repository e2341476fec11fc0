package io.kinespark.verification;

import io.kinespark.models.checkpoint.ElementType;
import io.kinespark.models.checkpoint.HostTensor;
import io.kinespark.preprocessing.augment.CenterCrop;
import io.kinespark.preprocessing.augment.ClipTransform;
import io.kinespark.preprocessing.augment.Cropper;
import io.kinespark.preprocessing.augment.FrameRenderer;
import io.kinespark.preprocessing.augment.FrameResize;
import io.kinespark.preprocessing.augment.HorizontalFlip;
import io.kinespark.preprocessing.augment.LabelSwap;
import io.kinespark.preprocessing.augment.TenCrop;
import io.kinespark.preprocessing.augment.ThreeCrop;
import io.kinespark.preprocessing.augment.TransformPlan;
import io.kinespark.preprocessing.augment.WholeFrame;
import io.kinespark.preprocessing.sampling.RandomDraws;
import io.kinespark.preprocessing.sampling.SampleRandom;
import io.kinespark.preprocessing.video.FrameSize;
import io.kinespark.preprocessing.video.RgbFrame;
import io.kinespark.verification.reference.CaseNode;
import io.kinespark.verification.reference.CaseResult;
import io.kinespark.verification.reference.CaseRunner;
import io.kinespark.verification.reference.ReferenceCase;
import io.kinespark.verification.reference.TensorComparison;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs cases of kind {@code image pipeline}: pixels of uint8 RGB frames {@code [frames, H, W, 3]}
 * after resizing, cropping and mirroring. Answers are {@code [crops * frames, 3, H, W]}, crops
 * outermost, except {@code flipped}, which has the input's layout.
 */
final class ImagePipelineCaseRunner implements CaseRunner {
  private static final int CHANNELS = 3;
  private static final HorizontalFlip ALWAYS = new HorizontalFlip(1, LabelSwap.none());

  private final FrameRenderer renderer = new FrameRenderer();

  /** Pixels of one operation. */
  private record Rendered(byte[] pixels, int pictures, FrameSize size) {}

  @Override
  public boolean supports(ReferenceCase reference) {
    return reference.kind().equals("image pipeline");
  }

  @Override
  public CaseResult run(ReferenceCase reference) {
    TensorComparison comparison = new TensorComparison(reference);
    CaseNode model = reference.model();
    FrameResize shorter = new FrameResize.ShortSide(model.path("short_side").asInt());
    int crop = model.path("crop").asInt();
    int whole = model.path("short_side").asInt();
    FrameResize square = new FrameResize.Exact(FrameSize.square(crop));
    List<RgbFrame> frames = frames(reference.input());
    comparison.exact(
        "params", reference.json().has("params"), reference.json().path("params").asInt(), 0);
    planar(comparison, "resized", frames, shorter, new WholeFrame());
    planar(comparison, "center", frames, shorter, new CenterCrop(crop));
    planar(comparison, "three", frames, shorter, new ThreeCrop(whole));
    planar(comparison, "ten", frames, shorter, new TenCrop(crop));
    planar(comparison, "square", frames, square, new WholeFrame());
    if (comparison.expects("flipped")) {
      Rendered flipped = render(frames, new FrameResize.Keep(), new WholeFrame(), ALWAYS);
      comparison.tensor(
          "flipped",
          HostTensor.of(
              ElementType.UINT8,
              flipped.pixels,
              flipped.pictures,
              flipped.size.height(),
              flipped.size.width(),
              CHANNELS));
    }
    return comparison.result();
  }

  private void planar(
      TensorComparison comparison,
      String name,
      List<RgbFrame> frames,
      FrameResize resize,
      Cropper cropper) {
    if (comparison.expects(name)) {
      Rendered rendered = render(frames, resize, cropper, HorizontalFlip.never());
      comparison.tensor(name, planes(rendered));
    }
  }

  private Rendered render(
      List<RgbFrame> frames, FrameResize resize, Cropper cropper, HorizontalFlip flip) {
    RandomDraws draws = SampleRandom.of(0, 0, "pixels", 0);
    FrameSize frame = frames.get(0).size();
    FrameSize output = cropper.views(resize.resized(frame, draws), draws).get(0).box().size();
    ClipTransform transform = new ClipTransform(resize, cropper, output, flip);
    TransformPlan plan = transform.plan(frame, draws);
    byte[] pixels = new byte[transform.outputBytes(frames.size())];
    renderer.render(plan, frames, pixels, 0);
    return new Rendered(pixels, transform.crops() * frames.size(), output);
  }

  private static List<RgbFrame> frames(HostTensor input) {
    long[] shape = input.shape();
    if (shape.length != 4 || shape[3] != CHANNELS || input.type() != ElementType.UINT8) {
      throw new IllegalArgumentException(
          "input %s; it must be uint8 frames [frames, H, W, 3]".formatted(input));
    }
    FrameSize size = new FrameSize(Math.toIntExact(shape[2]), Math.toIntExact(shape[1]));
    List<RgbFrame> frames = new ArrayList<>();
    for (int frame = 0; frame < shape[0]; frame++) {
      byte[] rgb = new byte[size.rgbBytes()];
      input.buffer().position(frame * rgb.length).get(rgb);
      frames.add(new RgbFrame(size, rgb));
    }
    return frames;
  }

  /** From {@code [pictures, H, W, 3]} to {@code [pictures, 3, H, W]}. */
  private static HostTensor planes(Rendered rendered) {
    int plane = rendered.size.width() * rendered.size.height();
    byte[] planes = new byte[rendered.pixels.length];
    for (int i = 0; i < planes.length; i++) {
      int picture = i / (plane * CHANNELS);
      int pixel = i / CHANNELS % plane;
      int channel = i % CHANNELS;
      planes[(picture * CHANNELS + channel) * plane + pixel] = rendered.pixels[i];
    }
    return HostTensor.of(
        ElementType.UINT8,
        planes,
        rendered.pictures,
        CHANNELS,
        rendered.size.height(),
        rendered.size.width());
  }
}
