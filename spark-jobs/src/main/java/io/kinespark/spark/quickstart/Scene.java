package io.kinespark.spark.quickstart;

import io.kinespark.preprocessing.video.FrameSize;
import io.kinespark.preprocessing.video.RgbFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * One lit actor that moves, in front of a dark texture and of dull shapes that stand still or
 * tremble, seen by a camera that trembles. The light is what a small network learns to follow
 * within a few hundred steps.
 *
 * <p>What trembles does so independently in every frame, so that it looks the same backwards.
 */
final class Scene {
  private static final double DISTRACTOR_SATURATION = 0.35;
  private static final List<Outline> OUTLINES =
      List.of(Outline.DISC, Outline.SQUARE, Outline.RING, Outline.CROSS);

  private final FrameSize size;
  private final Background background;
  private final List<List<Sprite>> frames;
  private final List<double[]> camera;

  /**
   * Draws a scene.
   *
   * @param motion what the actor does
   * @param size size of the pictures
   * @param length number of pictures, at least 2
   */
  Scene(Motion motion, FrameSize size, int length, SplittableRandom random) {
    this.size = size;
    this.background = new Background(size.shortSide() * random.nextDouble(0.12, 0.3), random);
    this.camera = shaking(length, size.shortSide() * random.nextDouble(0.005, 0.02), random);
    this.frames = new ArrayList<>();
    IntStream.range(0, length).forEach(frame -> frames.add(new ArrayList<>()));
    int still = random.nextInt(1, 4);
    for (int i = 0; i < still; i++) {
      addDistractor(0, random);
    }
    int trembling = random.nextInt(1, 3);
    for (int i = 0; i < trembling; i++) {
      addDistractor(size.shortSide() * random.nextDouble(0.02, 0.06), random);
    }
    addActor(motion, random);
  }

  private void addDistractor(double amplitude, SplittableRandom random) {
    Outline outline = OUTLINES.get(random.nextInt(OUTLINES.size()));
    Colour colour = background.mean().mix(Colour.any(random), DISTRACTOR_SATURATION);
    double x = random.nextDouble(size.width());
    double y = random.nextDouble(size.height());
    double radius = size.shortSide() * random.nextDouble(0.04, 0.09);
    double angle = random.nextDouble(2 * Math.PI);
    List<double[]> offsets = shaking(frames.size(), amplitude, random);
    for (int frame = 0; frame < frames.size(); frame++) {
      double[] offset = offsets.get(frame);
      frames
          .get(frame)
          .add(
              new Sprite(
                  outline, colour, new Motion.Pose(x + offset[0], y + offset[1], radius, angle)));
    }
  }

  private void addActor(Motion motion, SplittableRandom random) {
    Outline outline =
        motion == Motion.ROTATION ? Outline.HAND : OUTLINES.get(random.nextInt(OUTLINES.size()));
    Colour colour = Colour.lit(random);
    Motion.Path path = motion.path(size, random);
    for (int frame = 0; frame < frames.size(); frame++) {
      double time = frame / (frames.size() - 1.0);
      frames.get(frame).add(new Sprite(outline, colour, path.at(time)));
    }
  }

  /** The picture at one moment, counted from 0. */
  RgbFrame render(int frame) {
    byte[] rgb = new byte[size.rgbBytes()];
    double[] shift = camera.get(frame);
    int at = 0;
    for (int row = 0; row < size.height(); row++) {
      for (int column = 0; column < size.width(); column++) {
        double x = column + 0.5 + shift[0];
        double y = row + 0.5 + shift[1];
        Colour colour = background.at(x, y);
        for (Sprite sprite : frames.get(frame)) {
          double coverage = sprite.coverage(x, y);
          if (coverage > 0) {
            colour = colour.mix(sprite.colour(), coverage);
          }
        }
        rgb[at++] = (byte) Math.round(colour.red());
        rgb[at++] = (byte) Math.round(colour.green());
        rgb[at++] = (byte) Math.round(colour.blue());
      }
    }
    return new RgbFrame(size, rgb);
  }

  private static List<double[]> shaking(int length, double amplitude, SplittableRandom random) {
    return IntStream.range(0, length)
        .mapToObj(
            frame ->
                new double[] {
                  amplitude * (2 * random.nextDouble() - 1),
                  amplitude * (2 * random.nextDouble() - 1)
                })
        .toList();
  }
}
