package io.kinespark.verification.pipeline;

import io.kinespark.models.checkpoint.ElementType;
import io.kinespark.models.checkpoint.HostTensor;
import io.kinespark.preprocessing.augment.CenterCrop;
import io.kinespark.preprocessing.augment.ClipTransform;
import io.kinespark.preprocessing.augment.Cropper;
import io.kinespark.preprocessing.augment.FrameRenderer;
import io.kinespark.preprocessing.augment.FrameResize;
import io.kinespark.preprocessing.augment.HorizontalFlip;
import io.kinespark.preprocessing.augment.ThreeCrop;
import io.kinespark.preprocessing.augment.TransformPlan;
import io.kinespark.preprocessing.augment.WholeFrame;
import io.kinespark.preprocessing.video.FrameSize;
import io.kinespark.preprocessing.video.RgbFrame;
import io.kinespark.verification.reference.CaseJson;
import io.kinespark.verification.reference.CaseNode;
import io.kinespark.verification.reference.CaseResult;
import io.kinespark.verification.reference.CaseRunner;
import io.kinespark.verification.reference.ReferenceCase;
import io.kinespark.verification.reference.TensorComparison;
import java.util.List;

/**
 * DSANet's cases of validation and test pixels: frames in BGR, resized by their short side, then
 * three crops or the middle one, normalised to RGB. Tolerances are in normalised units; the resized
 * bytes may be off by the grey level that this allows.
 */
final class DsanetPixelRunner implements CaseRunner {
  private final FrameRenderer renderer = new FrameRenderer();

  /** Pixels of one operation, {@code [crops, frames, H, W, 3]}. */
  private record Rendered(byte[] pixels, int crops, FrameSize size) {}

  @Override
  public boolean supports(ReferenceCase reference) {
    return reference.kind().equals("TestPipeline");
  }

  @Override
  public CaseResult run(ReferenceCase reference) {
    TensorComparison comparison = TensorComparison.absolute(reference);
    CaseNode model = reference.model();
    List<RgbFrame> frames =
        StreamFrames.of(
            reference.inputName(), CaseJson.ints(reference.json().path("input").path("shape")));
    FrameResize resize = new FrameResize.ShortSide(model.path("short_side").asInt());
    Rendered resized = render(frames, resize, new WholeFrame());
    comparison.tensor(
        "resized",
        HostTensor.of(
            ElementType.UINT8,
            resized.pixels,
            frames.size(),
            resized.size.height(),
            resized.size.width(),
            3),
        1);
    Cropper three = new ThreeCrop(model.path("crop_size").asInt());
    Cropper center = new CenterCrop(model.path("center_crop").asInt());
    comparison.tensor("output", views(model, render(frames, resize, three)));
    comparison.tensor("output.center", views(model, render(frames, resize, center)));
    return comparison.result();
  }

  private Rendered render(List<RgbFrame> frames, FrameResize resize, Cropper cropper) {
    ShareDraws none = new ShareDraws(0);
    FrameSize frame = frames.get(0).size();
    FrameSize output = cropper.views(resize.resized(frame, none), none).get(0).box().size();
    ClipTransform transform = new ClipTransform(resize, cropper, output, HorizontalFlip.never());
    TransformPlan plan = transform.plan(frame, none);
    byte[] pixels = new byte[transform.outputBytes(frames.size())];
    renderer.render(plan, frames, pixels, 0);
    return new Rendered(pixels, transform.crops(), output);
  }

  private static HostTensor views(CaseNode model, Rendered rendered) {
    int clips = model.path("num_clips").asInt();
    return new NormalizedViews(
            rendered.crops * clips,
            model.path("clip_len").asInt(),
            rendered.size,
            CaseJson.doubles(model.path("mean_rgb")),
            CaseJson.doubles(model.path("std_rgb")),
            /* reversed= */ true)
        .of(rendered.pixels);
  }
}
