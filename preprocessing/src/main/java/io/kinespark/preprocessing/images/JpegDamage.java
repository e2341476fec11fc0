package io.kinespark.preprocessing.images;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Finds damage inside JPEG files. OpenCV decodes such files to pictures that are grey or shifted
 * from the damage on, and prints libjpeg's warning to the error stream; Java's reader hands the
 * warning over.
 */
public final class JpegDamage {

  /** All pixels are decoded, of which a few are kept. */
  private static final int SKIPPED = 16;

  private JpegDamage() {}

  /**
   * Decodes a file for its damage alone.
   *
   * @param file an image file
   * @return libjpeg's first warning; empty for whole files and for what is no JPEG file
   */
  static Optional<String> of(byte[] file) {
    if (!isJpeg(file)) {
      return Optional.empty();
    }
    ImageReader reader = ImageIO.getImageReadersByFormatName("jpeg").next();
    String[] first = new String[1];
    reader.addIIOReadWarningListener(
        (source, warning) -> first[0] = first[0] == null ? warning : first[0]);
    try (var input = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
      reader.setInput(input, /* seekForwardOnly= */ true, /* ignoreMetadata= */ true);
      ImageReadParam few = reader.getDefaultReadParam();
      few.setSourceSubsampling(
          Math.min(SKIPPED, reader.getWidth(0)), Math.min(SKIPPED, reader.getHeight(0)), 0, 0);
      reader.readRaster(0, few);
    } catch (IOException | RuntimeException e) {
      // A kind of file that this reader does not know; whether it is a picture OpenCV says.
    } finally {
      reader.dispose();
    }
    return Optional.ofNullable(first[0]);
  }

  /**
   * Tells JPEG files by their first bytes.
   *
   * @param file an image file
   * @return true for a JPEG file
   */
  public static boolean isJpeg(byte[] file) {
    return file.length > 1 && (file[0] & 0xFF) == 0xFF && (file[1] & 0xFF) == 0xD8;
  }
}
