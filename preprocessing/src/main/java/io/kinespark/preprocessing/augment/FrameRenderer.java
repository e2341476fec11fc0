package io.kinespark.preprocessing.augment;

import static org.bytedeco.opencv.global.opencv_core.setNumThreads;

import io.kinespark.preprocessing.sampling.RandomDraws;
import io.kinespark.preprocessing.sampling.SampledClips;
import io.kinespark.preprocessing.video.FrameSize;
import io.kinespark.preprocessing.video.RgbFrame;
import io.kinespark.preprocessing.video.VideoRejectedException;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes the pixels of a plan, by the plan's {@link Interpolation}. OpenCV is kept to the calling
 * thread. A renderer holds nothing native between calls and may be shared by threads.
 */
public final class FrameRenderer {

  /** Makes a renderer. */
  public FrameRenderer() {
    setNumThreads(1);
  }

  /**
   * Begins a sample whose frames come one after the other. Draws are made when the first one comes.
   *
   * @param transform what to do
   * @param clips the sample's frames
   * @param draws the sample's random numbers
   * @param out where the crops go: {@code [crops, clips, T, H, W, 3]} from {@code offset}, crops
   *     being 1 where they take turns
   * @param offset index of the first byte
   * @return what renders the frames, to be closed by the caller
   */
  public SampleRendering begin(
      ClipTransform transform, SampledClips clips, RandomDraws draws, byte[] out, int offset) {
    return new SampleRendering(
        size -> transform.plan(size, draws),
        clips.indices(),
        transform.cropsTakeTurns() ? clips.framesPerClip() : 0,
        out,
        offset);
  }

  /**
   * Renders every crop of every frame.
   *
   * @param plan what to do
   * @param frames the sample's frames, clips outermost, all of the plan's frame size; a frame that
   *     occurs several times (the same object) is worked on once
   * @param out where the crops go: {@code [crops, frames, H, W, 3]} from {@code offset}, padded
   * @param offset index of the first byte
   * @throws IllegalArgumentException if a frame has another size or the output does not fit
   */
  public void render(TransformPlan plan, List<RgbFrame> frames, byte[] out, int offset) {
    IdentityHashMap<RgbFrame, Integer> numbers = new IdentityHashMap<>();
    frames.forEach(frame -> numbers.putIfAbsent(frame, numbers.size()));
    int[] indices = frames.stream().mapToInt(numbers::get).toArray();
    try (SampleRendering rendering = new SampleRendering(size -> plan, indices, 0, out, offset)) {
      for (Map.Entry<RgbFrame, Integer> frame : numbers.entrySet()) {
        rendering.visit(frame.getValue(), frame.getKey());
      }
      rendering.finish();
    } catch (VideoRejectedException e) {
      throw new IllegalStateException("A frame that is RGB already does not convert", e);
    }
  }

  /**
   * Renders every crop of every frame without the rounding to bytes, and without any change of
   * colours or padding.
   *
   * @param plan what to do, of {@link Interpolation#FLOAT}
   * @param frames the sample's frames, clips outermost, all of the plan's frame size
   * @return grey levels 0 to 255, {@code [crops, frames, H, W, 3]}
   * @throws IllegalArgumentException if a frame has another size, or the plan resizes bytes
   */
  public float[] renderLevels(TransformPlan plan, List<RgbFrame> frames) {
    if (plan.interpolation() != Interpolation.FLOAT) {
      throw new IllegalArgumentException(
          "Only FLOAT interpolation has levels between bytes, not " + plan.interpolation());
    }
    int cropValues = plan.output().rgbBytes();
    float[] out = new float[Math.multiplyExact(plan.views().size() * frames.size(), cropValues)];
    try (FloatCanvas canvas = new FloatCanvas(plan)) {
      for (int f = 0; f < frames.size(); f++) {
        plan.requireSize(frames.get(f).size());
        canvas.load(frames.get(f));
        for (int v = 0; v < plan.views().size(); v++) {
          canvas.render(plan.views().get(v), out, (v * frames.size() + f) * cropValues);
        }
      }
    }
    return out;
  }

  /**
   * Resizes one frame with OpenCV.
   *
   * @param frame the frame
   * @param size the size wanted
   * @return the resized frame, or the frame itself if it has that size
   */
  public RgbFrame resizeTo(RgbFrame frame, FrameSize size) {
    if (frame.size().equals(size)) {
      return frame;
    }
    byte[] rgb = new byte[size.rgbBytes()];
    TransformPlan plan =
        new TransformPlan(
            frame.size(),
            size,
            List.of(CropView.of(new CropBox(0, 0, size.width(), size.height()))),
            size,
            LabelSwap.none(),
            ColourChange.none(),
            Interpolation.OPENCV);
    render(plan, List.of(frame), rgb, 0);
    return new RgbFrame(size, rgb);
  }
}
