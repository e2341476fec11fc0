package io.kinespark.preprocessing.video;

import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_ref;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;

import java.io.IOException;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** One pass over one video: container, codec and converter, and what was seen so far. */
final class DecodingSession implements DecodedFrame, AutoCloseable {

  /** Seconds by which a sound header may overstate a short video, whatever its share. */
  private static final double HEADER_SLACK_SECONDS = 0.25;

  private final DecodeOptions options;
  private final String name;
  private final Container container;
  private final FrameDecoder decoder;
  private RgbConverter converter;
  private final Orientation orientation;
  private final double startSeconds;
  private AVFrame current;
  private AVFrame kept;
  private FrameSize presented;
  private double pixelAspect = 1;
  private final FrameClock clock;
  private final FrameStamps.Builder stamps;
  private int decoded;

  private DecodingSession(
      DecodeOptions options, String name, Container container, FrameDecoder decoder) {
    this.options = options;
    this.name = name;
    this.container = container;
    this.decoder = decoder;
    this.orientation = options.presentation().orientation(container);
    this.startSeconds = container.startSeconds();
    this.clock = new FrameClock(container.mayJump());
    this.stamps = new FrameStamps.Builder(container.secondsPerTick(), container.declaredTicks());
  }

  static DecodingSession open(VideoInput input, DecodeOptions options) throws IOException {
    Container container = null;
    try {
      Deadline deadline = Deadline.after(options.deadline(), input);
      input.readWithin(deadline.rest());
      container = Container.open(input, options.maxPixels(), deadline);
      FrameDecoder decoder = FrameDecoder.open(container, input.name(), options, deadline);
      return new DecodingSession(options, input.name(), container, decoder);
    } catch (IOException | RuntimeException | Error e) {
      if (container != null) {
        container.close();
      }
      throw e;
    }
  }

  /** Index of the frame that {@link #advance} reached, -1 before the first. */
  @Override
  public int index() {
    return decoded - 1;
  }

  boolean advance() throws IOException {
    current = decoder.next().orElse(null);
    if (current == null) {
      return false;
    }
    decoded++;
    if (presented == null) {
      present();
    }
    long time = current.best_effort_timestamp();
    clock.advance(
        time == AV_NOPTS_VALUE ? Double.NaN : time * container.secondsPerTick() - startSeconds,
        frameSeconds());
    stamps.add(clock.seconds(), clock.endSeconds());
    return true;
  }

  private void present() throws VideoRejectedException {
    pixelAspect = container.pixelAspect(current);
    FrameSize stored = new FrameSize(current.width(), current.height());
    presented = options.presentation().size(stored, pixelAspect);
    if ((long) presented.width() * presented.height() > options.maxPixels()) {
      throw tooLarge("wider than the limit on pixels once its pixels are square: " + presented);
    }
  }

  private double frameSeconds() {
    if (current.duration() > 0) {
      return current.duration() * container.secondsPerTick();
    }
    double declared = container.headerFps();
    return declared > 0 ? 1 / declared : 0;
  }

  @Override
  public double seconds() {
    return clock.seconds();
  }

  @Override
  public double endSeconds() {
    return clock.endSeconds();
  }

  @Override
  public double lastEndSeconds() {
    return container.timesDecodingOnly()
        ? clock.seconds() + decoder.codedFrameSeconds()
        : clock.endSeconds();
  }

  @Override
  public Picture picture() {
    return picture(current);
  }

  @Override
  public Picture keep() {
    if (kept == null) {
      kept = av_frame_alloc();
    }
    if (kept == null) {
      throw new OutOfMemoryError("No native memory to decode " + name);
    }
    av_frame_unref(kept);
    if (av_frame_ref(kept, current) < 0) {
      throw new OutOfMemoryError("No native memory to keep a frame of " + name);
    }
    return picture(kept);
  }

  private Picture picture(AVFrame frame) {
    if (converter == null) {
      converter = new RgbConverter(name, orientation, presented);
    }
    return converter.picture(frame);
  }

  void checkLimits() throws VideoRejectedException {
    if (decoded > options.maxFrames()) {
      throw tooLarge("more than " + options.maxFrames() + " frames");
    }
    if (clock.span() > options.maxDuration().toNanos() / 1e9) {
      throw tooLarge("longer than " + options.maxDuration().toSeconds() + " s");
    }
  }

  private VideoRejectedException tooLarge(String what) {
    return new VideoRejectedException(RejectReason.TOO_LARGE, name, "the video is " + what);
  }

  /**
   * The report of a pass that ended where the caller had what it wanted. Whether enough of a
   * damaged video decodes is not known then; a policy that keeps such videos keeps it.
   */
  DecodeReport stopEarly() throws VideoRejectedException {
    DecodeReport report = report(false);
    checkDamage(report, !options.damage().rejectsAll());
    return report;
  }

  /** The report of a pass that reached the end. */
  DecodeReport finish() throws VideoRejectedException {
    if (decoded == 0) {
      throw new VideoRejectedException(
          RejectReason.NO_FRAMES,
          name,
          "the stream is %s, but no frame decodes%s"
              .formatted(
                  decoder.codecName(),
                  decoder.errors() == 0
                      ? ""
                      : ": " + decoder.errors() + " errors, first " + decoder.firstError()));
    }
    DecodeReport report = report(true);
    checkDamage(report, keeps());
    if (decoded == 1 && container.isImageFile()) {
      throw new VideoRejectedException(
          RejectReason.NO_VIDEO_STREAM, name, "this is an image file (" + report.codec() + ")");
    }
    if (isTruncated(report.durationSeconds()) && !keeps()) {
      throw new VideoRejectedException(
          RejectReason.TRUNCATED,
          name,
          "the header declares %.2f s, %d frames of %.2f s decode"
              .formatted(container.declaredSeconds(), decoded, report.durationSeconds()));
    }
    return report;
  }

  /**
   * Whether both the end of the frames and their whole time stay behind what the header declares:
   * pictures may begin later than the file, and the first ones of a file that was cut out of
   * another do not decode.
   */
  private boolean isTruncated(double shown) {
    if (options.truncation() == 0 || container.lists(decoded)) {
      return false;
    }
    double declared = container.declaredSeconds();
    double first = clock.firstSeconds();
    double end = Math.max(first + shown, container.readToSeconds());
    double missing =
        Math.min(declared - (end - first), container.declaredStartSeconds() + declared - end);
    return missing > HEADER_SLACK_SECONDS && missing > (1 - options.truncation()) * declared;
  }

  private void checkDamage(DecodeReport report, boolean keep) throws VideoRejectedException {
    if (report.decodeErrors() > 0 && !keep) {
      throw new VideoRejectedException(
          RejectReason.DECODE_ERRORS,
          name,
          "%d errors in %d decoded frames, first: %s"
              .formatted(report.decodeErrors(), decoded, report.firstError()));
    }
  }

  private boolean keeps() {
    return options.damage().keeps(decoded);
  }

  private DecodeReport report(boolean complete) {
    FrameSize shown = orientation.shown(presented);
    FrameStamps found = stamps.build();
    double fps = fps(found);
    return new DecodeReport(
        name,
        decoded,
        decoder.errors(),
        decoder.firstError(),
        complete,
        container.headerFrames(),
        shown.width(),
        shown.height(),
        fps,
        clock.span() + (fps > 0 ? 1 / fps : 0),
        container.headerSeconds(),
        decoder.codecName(),
        container.rotationDegrees(),
        pixelAspect,
        found);
  }

  /** The header's rate where the time stamps bear it out, else the rate that they show. */
  private double fps(FrameStamps found) {
    double declared = container.headerFps();
    if (decoded < 2 || clock.span() <= 0) {
      return declared;
    }
    double measured = (decoded - 1) / clock.span();
    return isNear(declared, measured) || (!found.isEven() && isNear(declared, found.meanFps()))
        ? declared
        : measured;
  }

  private static boolean isNear(double declared, double shown) {
    return Math.abs(declared - shown) <= FrameStamps.TOLERANCE * shown;
  }

  @Override
  public void close() {
    if (converter != null) {
      converter.close();
    }
    if (kept != null) {
      av_frame_free(kept);
    }
    decoder.close();
    container.close();
  }
}
