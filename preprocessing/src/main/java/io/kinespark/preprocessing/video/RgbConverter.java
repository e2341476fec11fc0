package io.kinespark.preprocessing.video;

import io.kinespark.preprocessing.video.RgbConversion.Layout;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * Turns decoded frames into RGB by libswscale with its default flags, which is what {@code ffmpeg
 * -pix_fmt rgb24} and PyAV give. Colour matrix and range are those that the stream names, BT.601
 * and limited where it names none. Pictures of another size than the wanted one, since their pixels
 * are not square or since the stream changes its size in the middle, are scaled to it, so that all
 * frames of a video have one size.
 *
 * <p>Where each pixel depends on its own samples alone, only the rectangle that is asked for is
 * converted.
 */
final class RgbConverter implements AutoCloseable {

  /**
   * Columns to which a rectangle is widened, so that vector instructions read from where they may.
   */
  private static final int COLUMNS_AT_ONCE = 32;

  /** Rows to which it is widened: those that share a row of chroma. */
  private static final int ROWS_AT_ONCE = 2;

  private final String name;
  private final Orientation orientation;
  private final FrameSize size;
  private RgbConversion conversion;

  /**
   * Makes a converter of one video.
   *
   * @param name names the video in messages
   * @param orientation how stored pictures are turned
   * @param size of the pictures before they are turned
   */
  RgbConverter(String name, Orientation orientation, FrameSize size) {
    this.name = name;
    this.orientation = orientation;
    this.size = size;
  }

  /** A decoded frame as it is shown; valid until the next frame is decoded. */
  Picture picture(AVFrame frame) {
    return new Shown(frame);
  }

  private RgbConversion conversion(Layout wanted) throws VideoRejectedException {
    if (conversion == null || !conversion.isFor(wanted)) {
      close();
      conversion = RgbConversion.open(wanted, name);
    }
    return conversion;
  }

  @Override
  public void close() {
    if (conversion != null) {
      conversion.close();
      conversion = null;
    }
  }

  private final class Shown implements Picture {

    private final AVFrame frame;

    Shown(AVFrame frame) {
      this.frame = frame;
    }

    @Override
    public FrameSize size() {
      return orientation.shown(size);
    }

    @Override
    public RgbFrame frame() throws VideoRejectedException {
      try (RgbPixels stored = whole(Layout.of(frame, size), 0, 0, size)) {
        return orientation.apply(new RgbFrame(size, stored.toBytes()));
      }
    }

    @Override
    public RgbPixels pixels(int left, int top, FrameSize part) throws VideoRejectedException {
      if (!orientation.equals(Orientation.UPRIGHT)) {
        return frame().pixels(left, top, part);
      }
      Layout layout = Layout.of(frame, size);
      return layout.convertsByParts()
          ? part(layout, left, top, part)
          : whole(layout, left, top, part);
    }

    private RgbPixels whole(Layout layout, int left, int top, FrameSize part)
        throws VideoRejectedException {
      RgbConversion whole = conversion(layout);
      whole.convert(frame, 0, 0);
      return whole.pixels(left, top, part);
    }

    private RgbPixels part(Layout layout, int left, int top, FrameSize part)
        throws VideoRejectedException {
      int x = left - left % COLUMNS_AT_ONCE;
      int y = top - top % ROWS_AT_ONCE;
      int right = Math.min(roundUp(left + part.width(), COLUMNS_AT_ONCE), size.width());
      int bottom = roundUp(top + part.height(), ROWS_AT_ONCE);
      RgbConversion some = conversion(layout.part(new FrameSize(right - x, bottom - y)));
      some.convert(frame, x, y);
      return some.pixels(left - x, top - y, part);
    }

    private static int roundUp(int value, int multiple) {
      return (value + multiple - 1) / multiple * multiple;
    }
  }
}
